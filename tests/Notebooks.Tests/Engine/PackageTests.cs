namespace Notebooks.Tests.Engine;

/// <summary><c>#r "nuget: ..."</c> and <c>#i</c>, against folders of packages.</summary>
public class PackageTests
{
    [Fact]
    public async Task Packages_from_a_folder_bring_their_libraries_and_dependencies()
    {
        await using var session = new TestSession();
        PackageFeed.Configure(session.Folder);
        var feed = Path.Combine(session.Folder, "feed");
        var core = PackageFeed.Add(feed, "Tests.Core", "1.0.0", "namespace Tests { public static class Core { public static int Answer => 42; } }");
        PackageFeed.Add(feed, "Tests.Facade", "2.1.0", "namespace Tests { public static class Facade { public static int Answer() => Core.Answer; } }", ("Tests.Core", "1.0.0", core));

        var cell = await session.RunOkAsync($"#i \"nuget:{feed}\"\n#r \"nuget: Tests.Facade, 2.1.0\"\nusing Tests;\nFacade.Answer()");

        Assert.Equal("42", cell.Text);
        Assert.Equal("42", (await session.RunOkAsync("Core.Answer")).Text);
        Assert.Equal("42", (await session.RunOkAsync("#r \"nuget: Tests.Facade, 2.1.0\"\n#r \"nuget:Tests.Facade\"\nFacade.Answer()")).Text);
        var conflict = await session.RunFailingAsync("\n#r \"nuget: tests.facade, 9.0.0\"");
        Assert.Contains("9.0.0", conflict.Message, StringComparison.Ordinal);
        Assert.Contains("2.1.0", conflict.Message, StringComparison.Ordinal);
        Assert.Equal(2, conflict.Line);
    }

    [Fact]
    public async Task A_package_that_extends_dotnet_interactive_leaves_cells_the_names_of_the_engine()
    {
        await using var session = new TestSession();
        PackageFeed.Configure(session.Folder);
        var feed = Path.Combine(session.Folder, "feed");
        var interactive = PackageFeed.Add(
            feed,
            "Microsoft.DotNet.Interactive",
            "1.0.0",
            "namespace Microsoft.DotNet.Interactive { public class Kernel { public static string Name => \"theirs\"; } }");
        PackageFeed.Add(
            feed,
            "Tests.Extension",
            "1.0.0",
            "public static class Extension { public static string Name => Microsoft.DotNet.Interactive.Kernel.Name; }",
            ("Microsoft.DotNet.Interactive", "1.0.0", interactive));

        await session.RunOkAsync($"#i \"nuget:{feed}\"\n#r \"nuget: Tests.Extension, 1.0.0\"");

        Assert.Equal("theirs", (await session.RunOkAsync("Extension.Name")).Text);
        Assert.Equal("3", (await session.RunOkAsync("using Microsoft.DotNet.Interactive;\nKernel.HTML(\"<b>3</b>\");\n3")).Text);
    }

    [Fact]
    public async Task A_source_may_be_told_by_a_path_from_the_notebooks_folder_and_the_latest_version_be_left_to_NuGet()
    {
        await using var session = new TestSession();
        PackageFeed.Configure(session.Folder);
        var feed = Path.Combine(session.Folder, "feed");
        PackageFeed.Add(feed, "Tests.Versions", "1.0.0", "public static class Versions { public static int Number => 1; }");
        PackageFeed.Add(feed, "Tests.Versions", "1.2.0", "public static class Versions { public static int Number => 2; }");

        Assert.Equal("2", (await session.RunOkAsync("#i \"nuget: feed\"\n#r \"nuget: Tests.Versions\"\nVersions.Number")).Text);
    }

    [Fact]
    public async Task A_package_that_is_not_to_be_had_is_an_error_that_names_it_and_the_session_goes_on()
    {
        await using var session = new TestSession();
        var feed = Directory.CreateDirectory(Path.Combine(session.Folder, "feed")).FullName;
        PackageFeed.Configure(session.Folder, feed);
        PackageFeed.Add(feed, "Tests.There", "1.0.0", "public static class There { public static int N => 3; }");

        var missing = await session.RunFailingAsync("#r \"nuget: Tests.Missing, 1.0.0\"\n1");
        var version = await session.RunFailingAsync("#r \"nuget: Tests.There, 7.0.0\"\n1");

        Assert.Equal("DirectiveError", missing.Name);
        Assert.Contains("Tests.Missing", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("packages.csproj", missing.Message, StringComparison.Ordinal);
        Assert.Contains("7.0.0", version.Message, StringComparison.Ordinal);
        Assert.Equal("3", (await session.RunOkAsync("#r \"nuget: Tests.There, 1.0.0\"\nThere.N")).Text);
    }
}
