using System.Reflection;

namespace Notebooks.Engine.Display;

/// <summary>The public fields and properties of a value, as a reader would list them.</summary>
internal static class Members
{
    /// <summary>Whether a value is shown by itself, not by its members.</summary>
    public static bool IsScalar(object? value) =>
        value is null or string or Type or Delegate or Uri or Version
        || value.GetType().IsPrimitive
        || value.GetType().IsEnum
        || value is IFormattable;

    /// <summary>The readable members of a type, in the order of declaration, base types first.</summary>
    public static IReadOnlyList<MemberInfo> Of(Type type)
    {
        var members = new List<MemberInfo>();
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            var properties = current.GetProperties(Declared)
                .Where(property => property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0)
                .Where(property => !members.Exists(known => known.Name == property.Name));
            members.InsertRange(0, [.. current.GetFields(Declared), .. properties]);
        }

        return members;
    }

    /// <summary>A member's value; where its getter fails, the exception.</summary>
    public static object? Value(object target, MemberInfo member)
    {
        if (target is Task { IsCompleted: false } && member.Name == nameof(Task<>.Result))
        {
            // To read it is to wait for it, perhaps forever.
            return "not there yet";
        }

        try
        {
            return member is FieldInfo field ? field.GetValue(target) : ((PropertyInfo)member).GetValue(target);
        }
        catch (TargetInvocationException failure)
        {
            return $"{failure.InnerException!.GetType().Name}: {failure.InnerException.Message}";
        }
        catch (NotSupportedException failure)
        {
            // Reflection cannot read a property of a ref struct type.
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }
}
