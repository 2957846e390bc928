using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pooling.Tests;

/// <summary>The library's public surface is the one that was reviewed: <c>src/Pooling/PublicApi.txt</c>.</summary>
public class PublicApiTests
{
    private const string Reviewed = "src/Pooling/PublicApi.txt";
    private const string Received = "artifacts/PublicApi.received.txt";

    [Fact]
    public void The_public_surface_is_the_reviewed_one()
    {
        string received = PublicApi.Library.ToString();
        string reviewed = File.ReadAllText(Path.Combine(Repository.Root, Reviewed)).ReplaceLineEndings("\n");
        string difference = PublicApiDifference.Between(reviewed, received);
        if (difference.Length > 0)
        {
            File.WriteAllText(Path.Combine(Repository.Root, Received), received);
            Assert.Fail(
                $"The public surface is not the one in {Reviewed}:\n\n{difference}\n"
                + $"If that is meant, accept it in the repository's root: cp {Received} {Reviewed}");
        }
    }

    [Fact]
    public void A_member_is_listed_with_all_that_its_callers_can_tell()
    {
        string surface = Surface("""
            namespace Sample;

            public abstract class Layer<T> : System.IDisposable where T : struct, System.IComparable<T>
            {
                public const int Rank = 2;
                protected Layer(int size = 2, string? name = null, Mode mode = Mode.Same, double scale = 1.5) { }
                private protected Layer(long hidden) { }
                internal int Hidden;
                public int Size { get; private set; }
                public string? this[int axis] => null;
                public static ref readonly int First(
                    scoped in System.ReadOnlySpan<int> values, params System.ReadOnlySpan<int> rest) => throw null!;
                public abstract bool TryGet<TKey>(TKey key, out T value, ref int count, Size size = default)
                    where TKey : notnull;
                protected internal virtual void Run(params int[] sizes) { }
                public static implicit operator Layer<T>(int size) => throw null!;
                public event System.Action? Changed;
                void System.IDisposable.Dispose() { }
                public readonly ref struct Rows { public required int Count { get; init; } }
            }
            public enum Mode : byte { Valid = 2, Same = 1 }
            public readonly record struct Size(int Height, int Width);
            public delegate int Reducer(in int left, int right);
            internal class Unseen { public class Inner; }
            """);

        Assert.Equal(
            """
            namespace Sample

            public abstract class Layer<T> : IDisposable where T : struct, IComparable<T>
                protected Layer(int size = 2, string? name = null, Mode mode = Same, double scale = 1.5)
                protected internal virtual void Run(params int[] sizes)
                public abstract bool TryGet<TKey>(TKey key, out T value, ref int count, Size size = default) where TKey : notnull
                public const int Rank = 2
                public event Action? Changed
                public int Size { get; }
                public static implicit operator Layer<T>(int size)
                public static ref readonly int First(scoped in ReadOnlySpan<int> values, params ReadOnlySpan<int> rest)
                public string? this[int axis] { get; }

            public readonly ref struct Layer<T>.Rows
                public required int Count { get; init; }

            public enum Mode : byte
                Same = 1
                Valid = 2

            public delegate int Reducer(in int left, int right)

            public readonly record struct Size : IEquatable<Size>
                public Size(int Height, int Width)
                public int Height { get; init; }
                public int Width { get; init; }

            """.ReplaceLineEndings("\n"),
            surface);
    }

    [Fact]
    public void A_difference_names_the_type_and_every_line_that_went_or_came()
    {
        string difference = PublicApiDifference.Between(
            """
            namespace Pooling

            public enum Same
                Valid = 0

            public sealed class Layer
                public Layer(int size)
                public int Size { get; }

            public sealed class Moved : Layer
                public Moved()

            public sealed class Old
                public Old()
            """,
            """
            namespace Pooling

            public sealed class Layer
                public Layer(int size = 2)
                public int Size { get; }

            public enum Same
                Valid = 0
                Same = 1

            public sealed class Moved : Base
                public Moved()

            """);

        Assert.Equal(
            """
              public enum Same
            +     Same = 1
              public sealed class Layer
            -     public Layer(int size)
            +     public Layer(int size = 2)
            - public sealed class Moved : Layer
            + public sealed class Moved : Base
            - public sealed class Old
            -     public Old()

            """.ReplaceLineEndings("\n"),
            difference);
    }

    [Fact]
    public void Surfaces_that_differ_in_their_order_only_differ() =>
        Assert.NotEmpty(PublicApiDifference.Between("class A\nclass B\n", "class B\nclass A\n"));

    [Fact]
    public void Equal_surfaces_have_no_difference() =>
        Assert.Empty(PublicApiDifference.Between("class A\n    int B\n", "class A\n    int B\n"));

    private static string Surface(string code)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp14))],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        return PublicApi.Of(MetadataReference.CreateFromImage(image.ToArray())).ToString();
    }
}
