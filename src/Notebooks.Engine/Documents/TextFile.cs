using System.Text;

namespace Notebooks.Engine.Documents;

/// <summary>Reads files with errors fit for users.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] ReadBytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new NotebookFormatException(path, "a folder; expected a notebook file");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookFormatException(path, "there is no such file", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new NotebookFormatException(path, "may not be read", error);
        }
        catch (Exception error) when (error is IOException or NotSupportedException)
        {
            throw new NotebookFormatException(path, $"cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads UTF-8 text, with or without a byte order mark.</summary>
    public static string ReadText(string path)
    {
        try
        {
            return StrictUtf8.GetString(ReadBytes(path)).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException error)
        {
            throw new NotebookFormatException(path, "not UTF-8 text", error);
        }
    }
}
