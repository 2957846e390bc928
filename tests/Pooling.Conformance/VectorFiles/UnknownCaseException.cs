namespace Pooling.Conformance.VectorFiles;

/// <summary>A case does not follow the schema, or asks for what the schema does not have.</summary>
internal sealed class UnknownCaseException(string message) : Exception(message);
