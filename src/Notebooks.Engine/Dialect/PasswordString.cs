namespace Microsoft.DotNet.Interactive;

/// <summary>A password that was typed in. It is not shown: its text is stars.</summary>
/// <remarks>The name and namespace are those of .NET Interactive, because notebooks written for it name them.</remarks>
/// <param name="value">The password.</param>
public sealed class PasswordString(string value)
{
    /// <summary>The password itself.</summary>
    /// <returns>What was typed.</returns>
    public string GetClearTextPassword() => value;

    /// <summary>Stars, always as many.</summary>
    /// <returns>Nothing of the password.</returns>
    public override string ToString() => "********";
}
