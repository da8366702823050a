using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ProjectValueCutTests
{
    [TestCase("<ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers>", true)]
    [TestCase("<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>", true)]
    [TestCase("<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers><ContainerRuntimeIdentifier>linux-x64</ContainerRuntimeIdentifier>", false)]
    [TestCase("<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers><RuntimeIdentifier>linux-x64</RuntimeIdentifier>", false)]
    [TestCase("<ContainerRuntimeIdentifier>linux-x64</ContainerRuntimeIdentifier>", false)]
    [TestCase("", false)]
    public void Value_is_cut_where_each_platform_has_its_build(string properties, bool isTold) =>
        Assert.That(Judge(properties, "http://+:8080"), isTold ? Has.Count.EqualTo(1) : Is.Empty);

    [TestCase("http://+:8080", "at the first colon")]
    [TestCase("a;b", "at the semicolon")]
    public void Message_says_what_happens_to_the_value_and_not_the_value(string value, string expected)
    {
        Finding finding = Judge("<ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers>", value).Single();

        Assert.That(finding.Message, Does.Contain(expected).And.Contain("ASPNETCORE_URLS").And.Not.Contain(value));
        Assert.That(finding.Location.Path, Is.EqualTo("ContainerEnvironmentVariable.ASPNETCORE_URLS"));
    }

    [TestCase("8080")]
    [TestCase("$(Unset)")]
    public void Value_that_survives_or_is_not_known_is_not_told(string value) =>
        Assert.That(Judge("<ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers>", value), Is.Empty);

    private static IReadOnlyList<Finding> Judge(string properties, string value) => Manifest.Project($"""
        <PropertyGroup><TargetFramework>net9.0</TargetFramework>{properties}</PropertyGroup>
        <ItemGroup><ContainerEnvironmentVariable Include="ASPNETCORE_URLS" Value="{value}" /></ItemGroup>
        """).Judge<ProjectValueCut>();
}
