using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A rule of somebody's own that throws is told as such, and silences no other.</summary>
public class FailingRuleTests
{
    [TestCase("V1Pod Pod() => new V1Pod { Spec = new V1PodSpec { Containers = [new V1Container { Name = \"app\" }] } };")]
    [TestCase("V1Pod Pod() => k8s.KubernetesYaml.Deserialize<V1Pod>(\"kind: Pod\\napiVersion: v1\\nmetadata: {name: web}\\nspec: {containers: [{name: app}]}\");")]
    public async Task Rule_that_throws_is_told_and_the_others_judge(string member)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"using k8s.Models;\nclass C\n{{\n    {member}\n}}", path: "C.cs");
        var compilation = CSharpCompilation.Create(
            "Test",
            [tree],
            [.. Net100.References.All, Code.Kubernetes],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        ImmutableArray<Diagnostic> told = await compilation.WithAnalyzers([new OwnRules()]).GetAnalyzerDiagnosticsAsync();

        Assert.That(told.Select(d => d.Id).Distinct(), Is.EquivalentTo(new[] { "ACME0002", "CSEC0003" }));
        Assert.That(told.First(d => d.Id == "CSEC0003").GetMessage(System.Globalization.CultureInfo.InvariantCulture), Does.Contain("ACME0001"));
    }

    private sealed class FailingRule() : Rule(new("ACME0001", "failing", Severity.High, "Fails", "Mend it.")), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context) => throw new InvalidOperationException("broken");
    }

    private sealed class PointingRule() : Rule(new("ACME0002", "pointing", Severity.High, "Points", "Nothing.")), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context) => context.Report(resource, "here");
    }

#pragma warning disable RS1001 // Made by the tests alone.
    private sealed class OwnRules() : RuleAnalyzer(new FailingRule(), new PointingRule());
#pragma warning restore RS1001
}
