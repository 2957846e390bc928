namespace Notebooks.Engine.Packages;

/// <summary>A package, or one that it needs, is not to be had.</summary>
/// <param name="message">Which, and what the package source said.</param>
public sealed class PackageUnavailableException(string message) : Exception(message);
