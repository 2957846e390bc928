using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Notebooks.Engine.Display;

namespace Notebooks.Engine.Scripting;

/// <summary>An exception as the cell's author wants to read it: the message, and the frames of their own code.</summary>
internal static partial class ExceptionText
{
    /// <param name="exception">The exception.</param>
    /// <param name="source">The name of the cell or file that ran.</param>
    /// <param name="folder">The folder in which it was compiled; files below it are named from there.</param>
    public static CellError ToError(Exception exception, string source, string folder)
    {
        var traceback = new List<string>();
        Add(exception, "");
        var place = Frames(exception, folder).FirstOrDefault(frame => frame.File == source);
        return new CellError(
            TypeName.Of(exception.GetType()),
            Message(exception),
            traceback,
            place.Line is 0 ? null : place.Line,
            place.Column is 0 ? null : place.Column);

        void Add(Exception current, string prefix)
        {
            traceback.Add($"{prefix}{TypeName.Of(current.GetType())}: {Message(current)}");
            traceback.AddRange(Frames(current, folder).Select(frame => $"   at {frame.Text}"));
            if (current is AggregateException aggregate)
            {
                foreach (var inner in aggregate.InnerExceptions)
                {
                    Add(inner, " ---> ");
                }
            }
            else if (current.InnerException is { } inner)
            {
                Add(inner, " ---> ");
            }
        }
    }

    /// <summary>The message, which a type of the user's may fail to give.</summary>
    private static string Message(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception failure)
        {
            return $"(the message cannot be had: {TypeName.Of(failure.GetType())})";
        }
    }

    private static IEnumerable<(string Text, string? File, int Line, int Column)> Frames(Exception exception, string folder)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || !IsTheUsers(method))
            {
                continue;
            }

            var file = FileName(frame, folder);
            var line = frame.GetFileLineNumber();
            var name = MethodName(method);
            var where = file is null ? "" : $"{file}, line {line}";
            yield return ((name, where) switch
            {
                ("", _) => where,
                (_, "") => name,
                _ => $"{name} in {where}",
            }, file, line, frame.GetFileColumnNumber());
        }
    }

    private static string? FileName(StackFrame frame, string folder)
    {
        var file = frame.GetFileName();
        var prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return file?.StartsWith(prefix, StringComparison.Ordinal) == true ? file[prefix.Length..] : file;
    }

    /// <summary>Whether a frame is of a cell, or of a library that a cell brought in.</summary>
    private static bool IsTheUsers(MethodBase method)
    {
        var assembly = method.DeclaringType?.Assembly;
        return assembly is not null && (assembly.IsDynamic || assembly.Location.Length == 0 || !IsTheEngines(assembly));
    }

    private static bool IsTheEngines(Assembly assembly)
    {
        var folder = Path.GetDirectoryName(assembly.Location);
        return folder == Path.GetDirectoryName(typeof(object).Assembly.Location)
            || folder == Path.GetDirectoryName(typeof(ExceptionText).Assembly.Location);
    }

    /// <summary>The name a method has in the source; empty for the code of the cell itself.</summary>
    private static string MethodName(MethodBase method)
    {
        // An async method runs as MoveNext of a class named <Name>d__N, a lambda as <Name>b__N, a local function as
        // <Name>g__Local|N; a cell's own code is <Factory> or <<Initialize>>.
        var name = method.Name == "MoveNext" ? method.DeclaringType!.Name : method.Name;
        if (LocalFunction().Match(name) is { Success: true } local)
        {
            return local.Groups[1].Value;
        }

        if (Generated().Match(name) is { Success: true } generated)
        {
            name = generated.Groups[1].Value;
        }

        var inCell = method.DeclaringType!.FullName?.StartsWith("Submission#", StringComparison.Ordinal) == true;
        if (name.Contains('<', StringComparison.Ordinal) || (inCell && name is "Factory" or "Initialize"))
        {
            return "";
        }

        var type = method.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType!;
        }

        var typeName = type!.Name.StartsWith("Submission#", StringComparison.Ordinal) ? null : type.Name;
        return name == ".ctor" ? $"new {typeName}" : typeName is null ? name : $"{typeName}.{name}";
    }

    [GeneratedRegex(@"g__(\w+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<([^<>]*)>")]
    private static partial Regex Generated();
}
