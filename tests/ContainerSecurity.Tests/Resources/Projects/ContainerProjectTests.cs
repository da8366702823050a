// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Projects;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Resources.Projects;

/// <summary>What image a project becomes, as the SDK makes it, and what the rules say of it.</summary>
public class ContainerProjectTests
{
    /// <summary>A day on which .NET 8 still got fixes.</summary>
    internal static readonly PolicyEngineOptions OnADay = new() { Clock = () => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) };

    private const string Says = "<EnableSdkContainerSupport>true</EnableSdkContainerSupport>";

    [TestCase("Web", "net8.0", "", "mcr.microsoft.com/dotnet/aspnet:8.0", "1654")]
    [TestCase("Web", "net7.0", "", "mcr.microsoft.com/dotnet/aspnet:7.0", "")]
    [TestCase("Worker", "net10.0", "", "mcr.microsoft.com/dotnet/runtime:10.0", "1654")]
    [TestCase("", "net9.0", "<OutputType>Exe</OutputType>", "mcr.microsoft.com/dotnet/runtime:9.0", "1654")]
    [TestCase("Web", "net8.0", "<PublishAot>true</PublishAot>", "mcr.microsoft.com/dotnet/runtime-deps:8.0-noble-chiseled-extra", "1654")]
    [TestCase("Web", "net8.0", "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>", "mcr.microsoft.com/dotnet/runtime-deps:8.0-noble-chiseled", "1654")]
    [TestCase("Web", "net8.0", "<SelfContained>true</SelfContained>", "mcr.microsoft.com/dotnet/runtime-deps:8.0", "1654")]
    [TestCase("Web", "net8.0", "<RuntimeIdentifier>linux-musl-x64</RuntimeIdentifier>", "mcr.microsoft.com/dotnet/aspnet:8.0-alpine", "1654")]
    [TestCase("Web", "net6.0", "<RuntimeIdentifier>linux-musl-x64</RuntimeIdentifier>", "mcr.microsoft.com/dotnet/aspnet:6.0-alpine", "")]
    [TestCase("Web", "net10.0", "<ContainerFamily>alpine</ContainerFamily>", "mcr.microsoft.com/dotnet/aspnet:10.0-alpine", "1654")]
    [TestCase("Web", "net8.0", "<ContainerFamily>jammy-chiseled</ContainerFamily>", "mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled-extra", "1654")]
    [TestCase("Web", "net8.0", "<ContainerUser>root</ContainerUser>", "mcr.microsoft.com/dotnet/aspnet:8.0", "root")]
    [TestCase("Web", "net8.0", "<ContainerRuntimeIdentifier>win-x64</ContainerRuntimeIdentifier>", "mcr.microsoft.com/dotnet/aspnet:8.0", "ContainerUser")]
    [TestCase("Web", "net8.0", "<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:7.0-jammy-chiseled</ContainerBaseImage>", "mcr.microsoft.com/dotnet/aspnet:7.0-jammy-chiseled", "app")]
    public void Image_and_user_are_those_that_the_sdk_chooses(string sdk, string framework, string properties, string image, string user)
    {
        ContainerProject project = Read(Project(sdk, framework, Says + properties))!;

        Assert.That(project.Images.Single().Text.Value, Is.EqualTo(image));
        Assert.That(project.Users.Single().User.Or(""), Is.EqualTo(user));
    }

    [Test]
    public void Framework_reference_asks_for_the_image_of_asp_net() => Assert.That(
        Read("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework>" + Says
            + "</PropertyGroup><ItemGroup><FrameworkReference Include=\"Microsoft.AspNetCore.App\" /></ItemGroup></Project>")!.Images.Single().Text.Value,
        Is.EqualTo("mcr.microsoft.com/dotnet/aspnet:8.0"));

    [TestCase("Web", "")]
    [TestCase("", "<ContainerRepository>shop</ContainerRepository>")]
    [TestCase("Web", "<EnableSdkContainerSupport>false</EnableSdkContainerSupport><ContainerUser>root</ContainerUser>")]
    [TestCase("Web", "<IsPublishable>false</IsPublishable><ContainerUser>root</ContainerUser>")]
    [TestCase("Web", "<IsTestProject>true</IsTestProject><ContainerUser>root</ContainerUser>")]
    [TestCase("Web", "<ContainerSecurityPolicy>x.yaml</ContainerSecurityPolicy>")]
    [TestCase("Web", "<OutputType>Library</OutputType><ContainerUser>root</ContainerUser>")]
    public void Project_that_becomes_no_image_is_not_judged(string sdk, string properties)
    {
        SourceContent content = new SourceReader().Read(Project(sdk, "net7.0", properties), "shop.csproj");

        Assert.That(content.Resources, Is.Empty);
        Assert.That(content.Errors, Is.Empty);
        Assert.That(content.IsForeign, Is.True);
    }

    [TestCase("<ContainerUser>root</ContainerUser>", "CSEC2004 2:4 ContainerUser")]
    [TestCase("<ContainerUser>0</ContainerUser>", "CSEC2004 2:4 ContainerUser")]
    [TestCase("<ContainerBaseImage>registry.example.com/base</ContainerBaseImage><ContainerUser>1000</ContainerUser>", "CSEC1001 2:4 ContainerBaseImage")]
    [TestCase("<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:latest</ContainerBaseImage>", "CSEC1001 2:4 ContainerBaseImage")]
    [TestCase("<ContainerFamily>alpine3.14</ContainerFamily><ContainerUser>1000</ContainerUser>", "CSEC1006 2:4 ContainerFamily")]
    [TestCase("<ContainerUser>$(WhoRuns)</ContainerUser>", "")]
    [TestCase("<ContainerUser Condition=\"'$(Configuration)' == 'Debug'\">root</ContainerUser>", "")]
    [TestCase("<ContainerUser Condition=\"'$(Configuration)' == 'Release'\">root</ContainerUser>", "CSEC2004 2:4 ContainerUser")]
    [TestCase("<ContainerUser Condition=\"'$(CI)' == 'true'\">root</ContainerUser>", "")]
    [TestCase("<ContainerUser Condition=\"'$(ContainerUser)' == ''\">root</ContainerUser>", "CSEC2004 2:4 ContainerUser")]
    [TestCase("<ContainerUser>root</ContainerUser><ContainerUser>1000</ContainerUser>", "")]
    public void Finding_stands_where_the_project_says_it(string properties, string expected)
    {
        string text = $"<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net8.0</TargetFramework>{Says}\n   {properties}</PropertyGroup></Project>";

        Assert.That(Findings(text), Is.EqualTo(expected.Length == 0 ? [] : new[] { expected }));
    }

    [Test]
    public void Image_of_an_old_framework_is_past_its_end_and_names_no_user() => Assert.That(
        Findings(Project("Web", "net7.0", Says)).Select(f => f.Split(' ')[0]), Is.EquivalentTo(["CSEC1006", "CSEC2003"]));

    [Test]
    public void Framework_decides_where_a_condition_asks_for_it() => Assert.That(
        Findings($"<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFrameworks>net9.0;net8.0</TargetFrameworks>{Says}</PropertyGroup>\n"
            + "<PropertyGroup Condition=\"'$(TargetFramework)' == 'net8.0'\">\n<ContainerUser>root</ContainerUser></PropertyGroup>\n"
            + "<PropertyGroup Condition=\" '$(TargetFramework)' != 'net8.0' And '$(TargetFramework)' != 'net9.0' \"><ContainerBaseImage>x:latest</ContainerBaseImage></PropertyGroup></Project>"),
        Is.EqualTo(new[] { "CSEC2004 3:1 ['net8.0'].ContainerUser" }));

    [Test]
    public void Credential_of_a_variable_is_told_at_its_value() => Assert.That(
        Findings("<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup><ItemGroup>\n"
            + "<ContainerEnvironmentVariable Include=\"SMTP_PASSWORD\" Value=\"Vq7!tP2xLm9#\" /></ItemGroup></Project>"),
        Is.EqualTo(new[] { "CSEC4002 2:62 ContainerEnvironmentVariable.SMTP_PASSWORD" }));

    [Test]
    public void Token_anywhere_in_the_project_is_told() => Assert.That(
        Findings(Project("Web", "net8.0", Says + "<Deploy>ghp_" + "0123456789abcdefABCDEF0123456789abcd</Deploy>")).Select(f => f.Split(' ')[0]),
        Does.Contain("CSEC4001"));

    [Test]
    public void User_of_an_unknown_base_is_said_not_to_be_known()
    {
        SourceContent content = new SourceReader().Read(
            Project("Web", "net8.0", "<ContainerBaseImage>registry.example.com/base:1</ContainerBaseImage>"), "shop.csproj");

        Assert.That(content.Notes.Single().Message, Does.Contain("registry.example.com/base:1").And.Contain("whether its containers run as root was not judged"));
        Assert.That(((ContainerProject)content.Resources.Single()).Users, Is.Empty);
    }

    [TestCase("<ContainerUser>$(WhoRuns)</ContainerUser>", "sets ContainerUser to what its files do not tell")]
    [TestCase("<ContainerBaseImage>$(Base)</ContainerBaseImage>", "builds its image on one that its files do not tell")]
    [TestCase("<ContainerFamily>alpine</ContainerFamily><Import Project=\"$(X)\" />", null)]
    public void Reason_why_a_user_is_not_known_is_said(string properties, string? expected)
    {
        SourceContent content = new SourceReader().Read(Project("Web", "net8.0", properties), "shop.csproj");

        Assert.That(content.Notes.Select(n => n.Message), expected is null ? Is.Empty : Has.One.Contains(expected));
    }

    [TestCase("<!-- csec:ignore CSEC2003,CSEC2004 binds a low port -->\n<ContainerUser>root</ContainerUser>", true)]
    [TestCase("<ContainerUser>root</ContainerUser> <!-- csec:ignore CSEC2003,CSEC2004 binds a low port -->", true)]
    [TestCase("<Other>csec:ignore CSEC2003,CSEC2004 binds a low port</Other>\n<ContainerUser>root</ContainerUser>", false)]
    public void Comment_waives_what_is_below_it_or_on_its_line(string properties, bool isWaived) =>
        Assert.That(Findings(Project("Web", "net8.0", "\n" + properties)), isWaived ? Is.Empty : Has.Length.EqualTo(1));

    [Test]
    public void Byte_order_mark_and_line_ends_of_windows_move_no_place()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes("<Project Sdk=\"Microsoft.NET.Sdk.Web\">\r\n<PropertyGroup>\r\n  <ContainerUser>root</ContainerUser></PropertyGroup></Project>")];
        Decision decision = new PolicyEngine(Policy.Default, OnADay).Evaluate(new MemoryStream(bytes), "shop.csproj");

        Assert.That(decision.Errors, Is.Empty);
        Assert.That(decision.Findings.Single().Finding.Location.Span, Is.EqualTo(new SourceSpan(3, 3, 3, 22)));
    }

    internal static string Project(string sdk, string framework, string properties) =>
        $"<Project Sdk=\"Microsoft.NET.Sdk{(sdk.Length > 0 ? "." + sdk : "")}\"><PropertyGroup><TargetFramework>{framework}</TargetFramework>{properties}</PropertyGroup></Project>";

    internal static string[] Findings(string text)
    {
        Decision decision = new PolicyEngine(Policy.Default, OnADay).Evaluate(text, "shop.csproj");
        Assert.That(decision.Errors, Is.Empty);
        return [.. decision.Findings.Where(f => f.IsActive)
            .Select(f => $"{f.Finding.Rule.Id} {f.Finding.Location.Span.Line}:{f.Finding.Location.Span.Column} {f.Finding.Location.Path}")];
    }

    private static ContainerProject? Read(string text) => new SourceReader().Read(text, "shop.csproj").Resources.OfType<ContainerProject>().SingleOrDefault();
}
