using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A project that the SDK publishes as an image is judged with the files above it, each finding in its own file.</summary>
public class ContainerProjectTests
{
    private const string Project = "/repo/shop/shop.csproj";
    private const string Above = "/repo/Directory.Build.props";

    [Test]
    public Task User_and_base_are_told_where_the_project_names_them()
    {
        Code code = With("<ContainerUser>root</ContainerUser>\n<ContainerBaseImage>registry.example.com/base:latest</ContainerBaseImage>");
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2004", DiagnosticSeverity.Warning).WithSpan(Project, 2, 1, 2, 20));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC1001", DiagnosticSeverity.Warning).WithSpan(Project, 3, 1, 3, 53));
        return code.RunAsync();
    }

    [Test]
    public Task What_stands_above_the_project_is_told_in_its_own_file()
    {
        Code code = With("");
        code.TestState.AdditionalFiles.Add((Above, "<Project>\n<PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>"));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2004", DiagnosticSeverity.Warning).WithSpan(Above, 2, 16, 2, 35));
        return code.RunAsync();
    }

    [Test]
    public Task Place_above_is_found_beside_a_policy_too()
    {
        Code code = With("");
        code.TestState.AdditionalFiles.Add((Above, "<Project>\n<PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Project>"));
        code.TestState.AdditionalFiles.Add(("/repo/container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\n"));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2004", DiagnosticSeverity.Warning).WithSpan(Above, 2, 16, 2, 35));
        return code.RunAsync();
    }

    [Test]
    public Task Project_that_says_nothing_of_an_image_is_silent() => With("").RunAsync();

    [Test]
    public Task Comment_waives() => With("<!-- csec:ignore CSEC2003,CSEC2004 binds a low port -->\n<ContainerUser>root</ContainerUser>").RunAsync();

    private static Code With(string properties)
    {
        var code = new Code("class C;");
        code.TestState.AdditionalFiles.Add((Project,
            $"<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>\n{properties}</PropertyGroup></Project>"));
        code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig",
            "is_global = true\nbuild_property.ContainerSecurityAnalyzeFiles = true\nbuild_property.ProjectDir = /repo/shop/"));
        return code;
    }
}
