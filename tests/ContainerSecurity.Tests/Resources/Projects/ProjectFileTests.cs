using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Projects;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Resources.Projects;

/// <summary>The files around a project, and what is done about hostile ones.</summary>
public class ProjectFileTests
{
    private const string Shop = "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup></Project>";
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("csec-projects-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("")]
    [TestCase("src/shop")]
    public void Properties_above_a_project_count_and_are_told_in_their_file(string scanned)
    {
        Write("Directory.Build.props", "<Project>\n<PropertyGroup>\n<ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("src/shop/shop.csproj", Shop);

        DocumentLocation place = Scan(scanned).Single().Finding.Location;
        Assert.That(Path.GetFullPath(place.File.Path), Is.EqualTo(Path.Combine(folder, "Directory.Build.props")));
        Assert.That(place.Span.Line, Is.EqualTo(3));
    }

    [Test]
    public void Nearest_properties_end_the_search_unless_they_take_in_those_above()
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("src/Directory.Build.props", "<Project />");
        Write("src/shop/shop.csproj", Shop);
        Assert.That(Scan(), Is.Empty);

        Write("src/Directory.Build.props",
            "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" /></Project>");
        Assert.That(Scan().Single().Finding.Rule.Id, Is.EqualTo("CSEC2004"));
    }

    [Test]
    public void Project_overrides_what_stands_above_it_and_targets_override_the_project()
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("shop.csproj", Shop.Replace("<TargetFramework>", "<ContainerUser>1000</ContainerUser><TargetFramework>"));
        Assert.That(Scan(), Is.Empty);

        Write("Directory.Build.targets", "<Project><PropertyGroup><ContainerUser>0</ContainerUser></PropertyGroup></Project>");
        Assert.That(Scan().Single().Finding.Location.File.Path, Does.EndWith("Directory.Build.targets"));
    }

    [TestCase("<Import Project=\"../build/image.props\" />", true)]
    [TestCase("<Import Project=\"$(MSBuildThisFileDirectory)..\\build\\image.props\" />", true)]
    [TestCase("<Import Project=\"../build/image.props\" Condition=\"'$(Configuration)' == 'Debug'\" />", false)]
    public void Import_counts(string import, bool isTold)
    {
        Write("build/image.props", "<Project><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("shop/shop.csproj", Shop.Replace("<PropertyGroup>", import + "<PropertyGroup>"));

        Assert.That(Scan(), isTold ? Has.Length.EqualTo(1) : Is.Empty);
    }

    [Test]
    public void What_an_unread_import_may_set_is_not_known()
    {
        Write("shop.csproj", Shop.Replace("net8.0</TargetFramework>", "net7.0</TargetFramework><ContainerRepository>shop</ContainerRepository>")
            .Replace("<PropertyGroup>", "<Import Project=\"$(Shared)/image.props\" /><PropertyGroup>"));

        Assert.That(Scan().Select(f => f.Finding.Rule.Id), Does.Not.Contain("CSEC2003"));
    }

    [Test]
    public void What_a_target_sets_is_not_known()
    {
        Write("shop.csproj", Shop.Replace("</PropertyGroup>", "<ContainerUser>root</ContainerUser></PropertyGroup>"
            + "<Target Name=\"Set\"><PropertyGroup><ContainerUser>1000</ContainerUser></PropertyGroup></Target>"));

        Assert.That(Scan(), Is.Empty);
    }

    [Test]
    public void Imports_in_a_circle_end()
    {
        Write("a.props", "<Project><Import Project=\"b.props\" /></Project>");
        Write("b.props", "<Project><Import Project=\"a.props\" /><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("shop.csproj", Shop.Replace("<PropertyGroup>", "<Import Project=\"a.props\" /><PropertyGroup>"));

        Assert.That(Scan(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Values_that_grow_without_end_are_not_known()
    {
        string doubling = string.Concat(Enumerable.Range(1, 60).Select(i => $"<P{i}>$(P{i - 1})$(P{i - 1})</P{i}>"));
        Write("shop.csproj", Shop.Replace("</PropertyGroup>", $"<P0>x</P0>{doubling}<ContainerUser>$(P60)</ContainerUser></PropertyGroup>"));

        Assert.That(Scan(), Is.Empty);
    }

    [Test]
    public void Document_type_is_refused_where_it_stands()
    {
        Write("shop.csproj", "<!DOCTYPE Project [<!ENTITY a \"root\">]>\n<Project><PropertyGroup><ContainerUser>&a;</ContainerUser></PropertyGroup></Project>");

        DocumentError error = Decisions().SelectMany(d => d.Errors).Single();
        Assert.That((error.Span.Line, error.File), Is.EqualTo((1, Path.Combine(folder, "shop.csproj"))));
    }

    [Test]
    public void Elements_nested_too_deep_are_refused()
    {
        string nested = string.Concat(Enumerable.Repeat("<Choose>", ProjectXml.MaxDepth));
        Write("shop.csproj", $"<Project>{nested}<ContainerUser/>{nested.Replace("<", "</")}</Project>");

        Assert.That(Decisions().SelectMany(d => d.Errors).Single().Message, Does.Contain("nested deeper"));
    }

    [Test]
    public void More_elements_than_a_project_has_are_refused()
    {
        Write("shop.csproj", $"<Project><PropertyGroup>{string.Concat(Enumerable.Repeat("<ContainerUser/>", ProjectXml.MaxElements))}</PropertyGroup></Project>");

        Assert.That(Decisions().SelectMany(d => d.Errors).Single().Message, Does.Contain("more than"));
    }

    [TestCase("PackageReference", false)]
    [TestCase("ContainerPort", true)]
    public void More_items_than_an_image_has_are_not_known(string kind, bool isOpen)
    {
        string all = string.Join(";", Enumerable.Range(0, ProjectEvaluation.MaxItems / 4).Select(i => $"{i}"));
        string text = Shop.Replace("</PropertyGroup>", $"</PropertyGroup><ItemGroup>{string.Concat(Enumerable.Repeat($"<{kind} Include=\"{all}\" />", 5))}</ItemGroup>");

        Assert.That(Evaluate(text).IsOpen, Is.True);
        Assert.That(Evaluate(text).Items, Has.Count.EqualTo(ProjectEvaluation.MaxItems));
        Assert.That(Evaluate(text.Replace(kind, "Compile")).IsOpen, Is.False, isOpen ? "" : "what tells nothing of images is not kept");
    }

    [Test]
    public void Changes_of_items_without_end_are_not_made()
    {
        string items = $"<ContainerPort Include=\"{string.Join(";", Enumerable.Range(0, 1000))}\" />";
        string text = Shop.Replace("</PropertyGroup>", $"</PropertyGroup><ItemGroup>{items}{string.Concat(Enumerable.Repeat("<ContainerPort Remove=\"x\" />", 2001))}</ItemGroup>");

        Assert.That(Evaluate(text).IsOpen, Is.True);
    }

    [Test]
    public void Values_that_are_more_than_a_project_holds_are_not_known()
    {
        string big = new('x', 32_000);
        string copies = string.Concat(Enumerable.Range(0, ProjectEvaluation.MaxCharacters / 32_000 + 1).Select(i => $"<P{i}>$(Big)</P{i}>"));
        string text = Shop.Replace("</PropertyGroup>", $"<Big>{big}</Big>{copies}<ContainerUser>root</ContainerUser></PropertyGroup>");

        Assert.That(Evaluate(text)["ContainerUser"].IsUnknown, Is.True);
    }

    [Test]
    public void Condition_that_is_too_long_is_not_known()
    {
        const string Known = "'a' == 'b' or true";

        Assert.That(ProjectCondition.Evaluate(Known, t => t, _ => null), Is.True);
        Assert.That(ProjectCondition.Evaluate(Known + new string(' ', ProjectCondition.MaxLength), t => t, _ => null), Is.Null);
    }

    [Test]
    public void More_frameworks_than_are_read_are_said()
    {
        string frameworks = string.Join(";", Enumerable.Range(1, ContainerProjectReader.MaxFrameworks + 1).Select(i => $"net8.{i}"));
        Write("shop.csproj", Shop.Replace("<TargetFramework>net8.0</TargetFramework>",
            $"<TargetFrameworks>{frameworks}</TargetFrameworks><EnableSdkContainerSupport>true</EnableSdkContainerSupport>"));

        Assert.That(Decisions().Single().Notes.Single().Message, Does.Contain("more than 16 frameworks"));
    }

    [Test]
    public void Imports_of_imports_end()
    {
        for (int i = 0; i < 40; i++)
            Write($"{i}.props", $"<Project><Import Project=\"{i + 1}.props\" /></Project>");
        Write("40.props", "<Project><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("shop.csproj", Shop.Replace("<PropertyGroup>", "<Import Project=\"0.props\" /><PropertyGroup>"));

        Assert.That(Scan(), Is.Empty);
    }

    [Test]
    public void More_comments_than_a_project_has_are_refused()
    {
        Write("shop.csproj", $"<Project><PropertyGroup>{string.Concat(Enumerable.Repeat("<!---->", ProjectXml.MaxElements))}<ContainerUser/></PropertyGroup></Project>");

        Assert.That(Decisions().SelectMany(d => d.Errors).Single().Message, Does.Contain("more than"));
    }

    [TestCase("Microsoft.NET.Sdk", "", 0)]
    [TestCase("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>", 1)]
    [TestCase("Microsoft.NET.Sdk.Worker", "", 1)]
    [TestCase("Microsoft.NET.Sdk.Worker", "<IsTestProject>true</IsTestProject>", 0)]
    public void What_stands_above_all_projects_makes_no_image_of_libraries_and_tests(string sdk, string properties, int findings)
    {
        Write("Directory.Build.props",
            "<Project><PropertyGroup><TargetFramework>net8.0</TargetFramework><EnableSdkContainerSupport>true</EnableSdkContainerSupport>"
            + "<ContainerUser>root</ContainerUser></PropertyGroup></Project>");
        Write("shop/shop.csproj", $"<Project Sdk=\"{sdk}\"><PropertyGroup>{properties}</PropertyGroup></Project>");

        Assert.That(Scan(), Has.Length.EqualTo(findings));
    }

    [Test]
    public void Broken_project_that_speaks_of_no_containers_is_nobodys_error()
    {
        Write("shop.csproj", "<Project><PropertyGroup></Project>");

        Assert.That(Decisions().SelectMany(d => d.Errors), Is.Empty);
    }

    [TestCase("'$(A)' == 'x'", true)]
    [TestCase("'$(A)'!='x'", false)]
    [TestCase("$(A) == x", true)]
    [TestCase("'$(A)' == 'X' and !('$(B)' == '2')", true)]
    [TestCase("'$(A)' == 'y' Or '$(B)' > '0'", true)]
    [TestCase("'$(Unset)' == ''", null)]
    [TestCase("'$(Unset)' == '' and false", false)]
    [TestCase("'$(Unset)' == '' or true", true)]
    [TestCase("$([MSBuild]::IsOSPlatform('Linux'))", null)]
    [TestCase("'$([MSBuild]::GetTargetFrameworkIdentifier('net8.0'))' == '.NETCoreApp'", null)]
    [TestCase("Exists('there')", true)]
    [TestCase("!Exists('gone')", true)]
    [TestCase("'1.0' == '1'", true)]
    [TestCase("", true)]
    [TestCase("'$(A)' == ", null)]
    [TestCase("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true", null)]
    public void Condition_is_what_msbuild_says_or_not_known(string condition, bool? expected) => Assert.That(
        ProjectCondition.Evaluate(condition, t => ProjectExpansion.Expand(t, n => n switch { "A" => "x", "B" => "1", _ => null }), p => p == "there"),
        Is.EqualTo(expected));

    private static ProjectEvaluation Evaluate(string text)
    {
        var file = new SourceFile("shop.csproj", text);
        return ProjectEvaluation.Of(ProjectXml.Read(file, [])!, new ProjectFileReader(file, _ => Field<string>.Missing(), []), null);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private Decision[] Decisions(string below = "") =>
        [.. new PolicyEngine(Policy.Default, ContainerProjectTests.OnADay).Scan(SourceDiscovery.Find([Path.Combine(folder, below)]).Sources)];

    private PolicyFinding[] Scan(string below = "")
    {
        Decision[] decisions = Decisions(below);
        Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
        return [.. decisions.SelectMany(d => d.Findings).Where(f => f.IsActive)];
    }
}
