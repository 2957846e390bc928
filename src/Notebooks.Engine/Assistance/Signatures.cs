using System.Text;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine.Assistance;

/// <summary>Symbols as a reader of C# expects to see them.</summary>
internal static class Signatures
{
    private const SymbolDisplayMemberOptions Members =
        SymbolDisplayMemberOptions.IncludeParameters
        | SymbolDisplayMemberOptions.IncludeType
        | SymbolDisplayMemberOptions.IncludeRef
        | SymbolDisplayMemberOptions.IncludeConstantValue;

    private const SymbolDisplayParameterOptions Parameters =
        SymbolDisplayParameterOptions.IncludeType
        | SymbolDisplayParameterOptions.IncludeName
        | SymbolDisplayParameterOptions.IncludeDefaultValue
        | SymbolDisplayParameterOptions.IncludeParamsRefOut
        | SymbolDisplayParameterOptions.IncludeExtensionThis;

    private const SymbolDisplayMiscellaneousOptions Miscellaneous =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral
        | SymbolDisplayMiscellaneousOptions.CollapseTupleTypes;

    private static readonly SymbolDisplayFormat Short = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: Members,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: Parameters,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: Miscellaneous);

    private static readonly SymbolDisplayFormat Full = Short
        .WithMemberOptions(Members | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeModifiers)
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance);

    private static readonly SymbolDisplayFormat QualifiedType = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: Full.GenericsOptions,
        parameterOptions: Parameters,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: Miscellaneous);

    // With the name that the library gives it: System.Int32.
    private static readonly SymbolDisplayFormat SpecialType =
        QualifiedType.RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>A signature for a list: <c>bool Contains(T item)</c>.</summary>
    public static string Brief(ISymbol symbol) => Display(symbol, Short);

    /// <summary>A signature on its own: <c>bool List&lt;int&gt;.Contains(int item)</c>, <c>class System.Text.StringBuilder</c>.</summary>
    public static string InFull(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { SpecialType: not Microsoft.CodeAnalysis.SpecialType.None } => Display(symbol, SpecialType),
        INamedTypeSymbol or INamespaceSymbol => Display(symbol, QualifiedType),
        ILocalSymbol => $"(local variable) {Display(symbol, Short)}",
        IRangeVariableSymbol => $"(range variable) {Display(symbol, Short)}",
        IParameterSymbol => $"(parameter) {Display(symbol, Short)}",
        IFieldSymbol { IsConst: false } when IsScriptMember(symbol) => $"(variable) {Display(symbol, Short)}",
        _ when IsScriptMember(symbol) => Display(symbol, Short),
        IMethodSymbol { ReducedFrom: not null } => $"(extension) {Display(symbol, Full)}",
        _ => Display(symbol, Full),
    };

    /// <summary>Whether a symbol was declared by a cell itself, not within a type.</summary>
    public static bool IsScriptMember(ISymbol symbol) => symbol.ContainingType?.IsScriptClass == true;

    /// <summary>What kind of thing a symbol is, in the words front ends have icons for.</summary>
    public static string KindOf(ISymbol symbol) => symbol switch
    {
        IAliasSymbol alias => KindOf(alias.Target),
        INamespaceSymbol => "namespace",
        ITypeParameterSymbol => "class",
        INamedTypeSymbol type => type.TypeKind switch
        {
            TypeKind.Struct => "struct",
            TypeKind.Interface => "interface",
            TypeKind.Enum => "enum",
            TypeKind.Delegate => "delegate",
            _ => "class",
        },
        IMethodSymbol => "method",
        IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true } => "constant",
        IFieldSymbol or IPropertySymbol when IsScriptMember(symbol) => "local",
        IFieldSymbol => "field",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IParameterSymbol => "parameter",
        _ => "local",
    };

    /// <summary>The text of a symbol, with the members of enums behind the enum's name, as code has to write them.</summary>
    private static string Display(ISymbol symbol, SymbolDisplayFormat format)
    {
        var text = new StringBuilder();
        var isQualified = false;
        foreach (var part in symbol.ToDisplayParts(format))
        {
            if (part.Kind == SymbolDisplayPartKind.EnumMemberName && !isQualified && !symbol.Equals(part.Symbol, SymbolEqualityComparer.Default))
            {
                text.Append(part.Symbol!.ContainingType.Name).Append('.');
            }

            text.Append(part);
            isQualified = part.Kind == SymbolDisplayPartKind.Punctuation && part.ToString() == ".";
        }

        return text.ToString();
    }
}
