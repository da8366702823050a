using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>What a project can say of how loud a rule is, and where.</summary>
public class ConfigurationTests
{
    private const string Privileged = "class C { object M() => new k8s.Models.V1SecurityContext { {|CSEC2001:Privileged = true|} }; }";
    private const string Silent = "class C { object M() => new k8s.Models.V1SecurityContext { Privileged = true }; }";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n";
    private const string Policy = "apiVersion: containersecurity.io/v1\nkind: Policy\n";

    [TestCase("none")]
    [TestCase("silent")]
    [TestCase("suggestion")]
    public Task Editorconfig_makes_a_rule_of_code_quieter(string severity) =>
        WithConfig(Silent, "/.editorconfig", $"root = true\n[*.cs]\ndotnet_diagnostic.CSEC2001.severity = {severity}").RunAsync();

    [Test]
    public Task Editorconfig_makes_a_rule_of_code_an_error()
    {
        Code code = WithConfig(Silent, "/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CSEC2001.severity = error");
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC2001", DiagnosticSeverity.Error).WithSpan("/Code.cs", 1, 60, 1, 77));
        return code.RunAsync();
    }

    [Test]
    public Task Editorconfig_of_a_folder_counts_there_only() =>
        WithConfig(Privileged, "/other/.editorconfig", "[*.cs]\ndotnet_diagnostic.CSEC2001.severity = none").RunAsync();

    [Test]
    public Task Editorconfig_quiets_a_whole_category() =>
        WithConfig(
            Silent,
            "/.editorconfig",
            "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.category-Privileges.severity = none").RunAsync();

    [Test]
    public Task Globalconfig_counts_for_code_too() =>
        WithConfig(Silent, "/.globalconfig", "is_global = true\ndotnet_diagnostic.CSEC2001.severity = none").RunAsync();

    [Test]
    public Task Globalconfig_counts_for_files()
    {
        Code code = WithConfig("class C;", "/.globalconfig", "is_global = true\ndotnet_diagnostic.CSEC3001.severity = none");
        code.TestState.AdditionalFiles.Add(("/deploy/pod.yaml", Pod));
        return code.RunAsync();
    }

    [TestCase("[*.yaml]")]
    [TestCase("[*.cs]")]
    public Task Editorconfig_does_not_reach_files(string section)
    {
        Code code = WithConfig("class C;", "/.editorconfig", $"root = true\n{section}\ndotnet_diagnostic.CSEC3001.severity = none");
        code.TestState.AdditionalFiles.Add(("/deploy/pod.yaml", Pod));
        code.ExpectedDiagnostics.Add(new DiagnosticResult("CSEC3001", DiagnosticSeverity.Warning).WithSpan("/deploy/pod.yaml", 6, 3, 6, 20));
        return code.RunAsync();
    }

    [TestCase("#pragma warning disable CSEC2001 // the node agent needs it\n" + Silent + "\n#pragma warning restore CSEC2001")]
    [TestCase("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Privileges\", \"CSEC2001\", Justification = \"the node agent needs it\")]\n" + Silent)]
    [TestCase("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Privileges\", \"CSEC2001:Privileged\", Scope = \"type\", Target = \"~T:C\")]\n" + Silent)]
    public Task Code_suppresses_a_rule_where_it_stands(string code) => new Code(code, Code.Kubernetes).RunAsync();

    [TestCase("#pragma warning disable CSEC3001\n" + Privileged)]
    [TestCase("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Privileges\", \"CSEC3001\")]\n" + Privileged)]
    public Task Suppressing_another_rule_changes_nothing(string code) => new Code(code, Code.Kubernetes).RunAsync();

    [TestCase("rules: {CSEC2001: {enabled: false}}")]
    [TestCase("rules: {privileged-container: {severity: low}}")]
    [TestCase("rules: {CSEC2001: {enforcement: audit}}")]
    [TestCase("profile: none")]
    [TestCase("waivers: [{rule: CSEC2001, match: {paths: [Code.cs]}, reason: the node agent needs it, owner: platform, expires: 2999-01-01}]")]
    public Task Policy_makes_a_rule_quieter(string setting)
    {
        var code = new Code(Silent, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(("/container-policy.yaml", Policy + setting));
        return code.RunAsync();
    }

    [Test]
    public Task Waiver_that_is_over_waives_nothing()
    {
        var code = new Code(Privileged, Code.Kubernetes);
        code.TestState.AdditionalFiles.Add(
            ("/container-policy.yaml", Policy
                + "waivers: [{rule: CSEC2001, reason: the node agent needs it, expires: 2020-01-01}]"));
        return code.RunAsync();
    }

    [Test]
    public Task Project_names_a_policy_of_another_name()
    {
        Code code = WithConfig(Silent, "/.globalconfig", "is_global = true\nbuild_property.ContainerSecurityPolicy = /shared/strict.yaml");
        code.TestState.AdditionalFiles.Add(("/container-policy.yaml", Policy));
        code.TestState.AdditionalFiles.Add(("/shared/strict.yaml", Policy + "rules: {CSEC2001: {enabled: false}}"));
        return code.RunAsync();
    }

    private static Code WithConfig(string source, string path, string text)
    {
        var code = new Code(source, Code.Kubernetes);
        code.TestState.Sources[0] = ("/Code.cs", code.TestState.Sources[0].content);
        code.TestState.AnalyzerConfigFiles.Add((path, text));
        return code;
    }
}
