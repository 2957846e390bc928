using System.Diagnostics;
using System.Text;
using Notebooks.Engine.Protocol;

namespace Notebooks.Tests.Engine;

/// <summary>A session's process, spoken to byte by byte.</summary>
internal static class RawSession
{
    public static Process Start() => Process.Start(new ProcessStartInfo(DotNet.Path)
    {
        ArgumentList = { "exec", typeof(SessionProcess).Assembly.Location },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    })!;

    public static void Send(Process process, string json)
    {
        process.StandardInput.Write($"\u001e{json}\n");
        process.StandardInput.Flush();
    }

    /// <summary>Reads lines up to one that holds a text.</summary>
    /// <returns>The lines, the last one included.</returns>
    public static async Task<IReadOnlyList<string>> ReadUntilAsync(Process process, string text)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return lines;
            }
        }

        throw new EndOfStreamException($"The session ended without \"{text}\": {string.Join('\n', lines)}");
    }
}
