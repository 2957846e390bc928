using Notebooks.Engine.Display;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A value on display, which can be changed where it stands.</summary>
public sealed class DisplayedValue
{
    internal DisplayedValue(object? value, IReadOnlyList<FormattedValue> formattedValues, string displayId)
    {
        Value = value;
        FormattedValues = formattedValues;
        DisplayId = displayId;
    }

    /// <summary>The id of the display: the same on every run.</summary>
    public string DisplayId { get; }

    /// <summary>The value shown now.</summary>
    public object? Value { get; private set; }

    /// <summary>The value in each MIME type it is shown in.</summary>
    public IReadOnlyList<FormattedValue> FormattedValues { get; private set; }

    /// <summary>Shows another value in place of this one.</summary>
    /// <param name="updatedValue">The new value.</param>
    public void Update(object? updatedValue)
    {
        FormattedValues = ValueFormatting.Format(updatedValue, []);
        Value = updatedValue;
        DisplayHub.Update(this);
    }
}
