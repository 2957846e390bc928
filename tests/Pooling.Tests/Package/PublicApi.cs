using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pooling.Tests;

/// <summary>
/// What users of an assembly see: its public and protected types and members, as the compiler reads them.
/// </summary>
/// <remarks>
/// Left out is what the compiler itself adds: equality, deconstruction and copies of records, and the constructor that
/// every struct has. A default value that is an enum's member stands without the enum's name.
/// </remarks>
internal sealed class PublicApi
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
            | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeExplicitInterface
            | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly PortableExecutableReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly IAssemblySymbol _assembly;

    private PublicApi(IAssemblySymbol assembly)
    {
        _assembly = assembly;
    }

    /// <summary>The surface of the pooling library.</summary>
    public static PublicApi Library { get; } = Of(MetadataReference.CreateFromFile(typeof(Pool).Assembly.Location));

    /// <summary>The surface of an assembly, in memory or in a file.</summary>
    public static PublicApi Of(PortableExecutableReference library)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "surface", references: Platform.Where(other => other.FilePath != library.FilePath).Append(library));
        return new PublicApi((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!);
    }

    /// <summary>All visible types, nested ones too, by namespace and name.</summary>
    public IEnumerable<INamedTypeSymbol> Types =>
        TypesIn(_assembly.GlobalNamespace)
            .OrderBy(type => type.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal)
            .ThenBy(type => type.GetDocumentationCommentId(), StringComparer.Ordinal);

    /// <summary>The visible members that a type itself declares, without nested types and accessors.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate
            ? []
            : type.GetMembers().Where(member =>
                IsVisible(member)
                && !IsCompilerGenerated(member)
                && member is not INamedTypeSymbol
                && member is not IMethodSymbol { AssociatedSymbol: not null }
                && !IsConstructorOfEveryStruct(member));

    /// <summary>
    /// The surface as text: for each type its declaration, and under it a line for each member, sorted. Lines end in a
    /// line feed.
    /// </summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (IGrouping<string, INamedTypeSymbol> types in Types.GroupBy(
            type => type.ContainingNamespace.ToDisplayString()))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (INamedTypeSymbol type in types)
            {
                text.Append('\n').Append(Declaration(type)).Append('\n');
                foreach (string member in MemberLines(type))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> MemberLines(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
            ? Members(type).Cast<IFieldSymbol>()
                .OrderBy(field => Convert.ToDecimal(field.ConstantValue, null))
                .Select(field => FormattableString.Invariant($"{field.Name} = {field.ConstantValue}"))
            : Members(type)
                .Select(member => member.ToDisplayString(Format))
                .Order(StringComparer.Ordinal);

    private static string Declaration(INamedTypeSymbol type)
    {
        string accessibility = SyntaxFacts.GetText(type.DeclaredAccessibility);
        if (type.TypeKind == TypeKind.Delegate)
        {
            return $"{accessibility} delegate {type.ToDisplayString(Format)}";
        }

        string kind = type.TypeKind switch
        {
            TypeKind.Enum => "enum",
            TypeKind.Interface => "interface",
            TypeKind.Struct =>
                (type.IsReadOnly ? "readonly " : "")
                + (type.IsRefLikeType ? "ref " : "")
                + (IsRecord(type) ? "record struct" : "struct"),
            _ =>
                (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
                + (IsRecord(type) ? "record" : "class"),
        };

        List<string> bases = [.. type.Interfaces.Select(Name).Order(StringComparer.Ordinal)];
        if (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } baseType })
        {
            bases.Insert(0, Name(baseType));
        }

        if (type.EnumUnderlyingType is { SpecialType: not SpecialType.System_Int32 } integer)
        {
            bases.Insert(0, Name(integer));
        }

        // The compiler writes constraints behind the name, where base types go first.
        string declared = type.ToDisplayString(Format);
        int where = declared.IndexOf(" where ", StringComparison.Ordinal);
        string name = where < 0 ? declared : declared[..where];
        string constraints = where < 0 ? "" : declared[where..];
        string inherits = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"{accessibility} {kind} {name}{inherits}{constraints}";
    }

    private static string Name(INamedTypeSymbol type) => type.ToDisplayString(Format);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member switch
        {
            INamedTypeSymbol type when !IsVisible(type) || !type.CanBeReferencedByName => [],
            INamedTypeSymbol type => TypesIn(type).Prepend(type),
            _ => TypesIn(member),
        });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility
            is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsCompilerGenerated(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    // Nothing in metadata says that a struct is a record, but what the compiler added to it does.
    private static bool IsRecord(INamedTypeSymbol type) =>
        type.IsRecord
        || (type.IsValueType && type.GetMembers(WellKnownMemberNames.EqualityOperatorName).Any(IsCompilerGenerated));

    private static bool IsConstructorOfEveryStruct(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true };
}
