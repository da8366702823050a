using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>What an object lacks is one suggestion with the list of it; a rule of which the project says something speaks for itself.</summary>
public class AbsenceTests
{
    private const string Container = "new() { Name = \"app\", Image = \"registry.example/web:1.0\" }";
    private const string Policy = "apiVersion: containersecurity.io/v1\nkind: Policy\n";
    private static readonly string[] All = ["CSEC2002", "CSEC2003", "CSEC2007", "CSEC2008", "CSEC2010", "CSEC6001"];

    [Test]
    public async Task All_that_a_container_lacks_is_told_once()
    {
        Diagnostic[] found = await Analyze(Pod(Container));

        Assert.That(found.Select(d => d.Id), Is.EqualTo(new[] { "CSEC2002" }));
        Assert.That(
            found[0].GetMessage(),
            Is.EqualTo("6 settings are missing in container 'app': securityContext.allowPrivilegeEscalation (CSEC2002), "
                + "securityContext.runAsNonRoot (CSEC2003), securityContext.capabilities.drop (CSEC2007), securityContext.readOnlyRootFilesystem (CSEC2008), "
                + "securityContext.seccompProfile.type (CSEC2010), resources.limits.memory (CSEC6001). Set those that apply, and waive the others."));
        Assert.That(found[0].Properties[CodeFixes.ToldRules.Property], Is.EqualTo(string.Join(",", All)));
    }

    [Test]
    public async Task Each_container_has_its_own_list()
    {
        Diagnostic[] found = await Analyze(Pod(Container + ", " + Container.Replace("app", "side")));

        Assert.That(found.Select(d => d.GetMessage()), Has.One.Contains("'app'").And.One.Contains("'side'"));
    }

    [Test]
    public async Task What_stands_alone_is_told_in_its_own_words()
    {
        Diagnostic[] found = await Analyze(
            Pod(Container), Policy + "rules: {" + string.Join(", ", All.Skip(1).Select(r => r + ": {enabled: false}")) + "}\n");

        Assert.That(found.Single().GetMessage(), Does.StartWith("Container 'app' does not set allowPrivilegeEscalation"));
    }

    [TestCase("rules: {CSEC2003: {enabled: false}}\n")]
    [TestCase("waivers: [{rule: CSEC2003, reason: the base image needs it, owner: team@example.com, expires: 2100-01-01}]\n")]
    public async Task What_is_off_or_waived_is_not_in_the_list(string said)
    {
        Diagnostic[] found = await Analyze(Pod(Container), Policy + said);

        Assert.That(found.Single(d => d.Id == "CSEC2002").GetMessage(), Does.StartWith("5 settings").And.Not.Contains("CSEC2003"));
    }

    [TestCase(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [TestCase(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public async Task Rule_that_is_set_louder_stays_a_diagnostic_of_its_own(ReportDiagnostic said, DiagnosticSeverity told)
    {
        Diagnostic[] found = await Analyze(Pod(Container), rule: ("CSEC2008", said));

        Assert.That(found.Select(d => (d.Id, d.Severity)), Is.EquivalentTo(new[] { ("CSEC2002", DiagnosticSeverity.Info), ("CSEC2008", told) }));
        Assert.That(found.Single(d => d.Id == "CSEC2002").GetMessage(), Does.StartWith("5 settings").And.Not.Contains("CSEC2008"));
    }

    [Test]
    public async Task Rule_that_leads_the_list_is_switched_off_alone()
    {
        Diagnostic[] found = await Analyze(Pod(Container), rule: ("CSEC2002", ReportDiagnostic.Suppress));

        Assert.That(found.Single().GetMessage(), Does.StartWith("5 settings").And.Not.Contains("CSEC2002"));
    }

    [TestCase("#pragma warning disable CSEC2002\n", "")]
    [TestCase("", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Privileges\", \"CSEC2002\")] ")]
    [TestCase("[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Privileges\", \"CSEC2002:escalation\")]\n", "")]
    public async Task Rule_that_the_code_suppresses_takes_no_other_with_it(string head, string attribute)
    {
        Diagnostic[] found = await Analyze(head + Pod(Container).Replace("static V1Pod", attribute + "static V1Pod"));

        Assert.That(found.Select(d => d.Id), Is.EqualTo(new[] { "CSEC2003" }));
        Assert.That(found[0].GetMessage(), Does.StartWith("5 settings"));
    }

    [Test]
    public async Task Manifest_in_the_code_has_one_list_for_each_container()
    {
        Diagnostic[] found = await Analyze("""
            class C
            {
                static object M() => k8s.KubernetesYaml.Deserialize<k8s.Models.V1Pod>("apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {automountServiceAccountToken: false, containers: [{name: app, image: 'registry.example/web:1.0'}]}");
            }
            """);

        Assert.That(found.Single().GetMessage(), Does.StartWith("6 settings are missing in container 'app'"));
    }

    private static string Pod(string containers) => $$"""
        class C
        {
            static V1Pod M() => new() { Metadata = new() { Name = "web", NamespaceProperty = "shop" }, Spec = new() { AutomountServiceAccountToken = false, Containers = [{{containers}}] } };
        }
        """;

    private static async Task<Diagnostic[]> Analyze(string code, string? policy = null, (string Id, ReportDiagnostic Said)? rule = null)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        if (rule is { } set)
            options = options.WithSpecificDiagnosticOptions([KeyValuePair.Create(set.Id, set.Said)]);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Absences",
            [CSharpSyntaxTree.ParseText(code, path: "Code.cs"), CSharpSyntaxTree.ParseText("global using k8s.Models;", path: "Usings.cs")],
            [.. Net100.References.All, Code.Kubernetes],
            options);
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        ImmutableArray<AdditionalText> files = policy is null ? [] : [new PolicyText(policy)];
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()], new AnalyzerOptions(files))
            .GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(d => !d.IsSuppressed).OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    private sealed class PolicyText(string text) : AdditionalText
    {
        public override string Path => "/src/container-policy.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
