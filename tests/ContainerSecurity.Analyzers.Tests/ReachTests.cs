using System.Collections.Immutable;
using System.Globalization;
using Basic.Reference.Assemblies;
using ContainerSecurity.Analyzers.Manifests;
using ContainerSecurity.Analyzers.Reach;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>
/// Only files that may deploy something are looked at closely. What is told is the same as when all are: the slow way stands beside the fast one.
/// </summary>
public class ReachTests
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;";

    private static readonly string Root = Code.Metadata("RepositoryRoot");
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly string[] Fixtures = [.. Directory.GetFiles(
        Path.Combine(Root, "tests/ContainerSecurity.Analyzers.Tests/Fixtures"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static readonly string[] Tests = [.. Directory.GetFiles(
        Path.Combine(Root, "tests/ContainerSecurity.Analyzers.Tests"), "*Tests.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [TestCase("class Pods { public static k8s.Models.V1Pod Make() => new(); }", "var pod = Pods.Make(); pod.Spec.HostNetwork = true;")]
    [TestCase(
        "class Pods { public k8s.Models.V1Pod Pod = null!; } class Box { public Pods Inner() => new(); }",
        "new Box().Inner().Pod.Spec.HostNetwork = true;")]
    [TestCase(
        "class Pods : List<k8s.Models.V1Pod>; class Box { public static Pods All = []; }",
        "foreach (var pod in Box.All) pod.Spec.HostNetwork = true;")]
    [TestCase("class Pods { public static void Run(Action<k8s.Models.V1PodSpec> change) { } }", "Pods.Run(s => s.HostNetwork = true);")]
    [TestCase("class Pods { public static void Run(k8s.Models.V1SecurityContext context) { } }", "Pods.Run(new() { Privileged = true });")]
    [TestCase("static class Pods { public static k8s.Models.V1PodSpec Spec(this string name) => new(); }", "\"a\".Spec().HostNetwork = true;")]
    [TestCase(
        "class Pods { public void Deconstruct(out k8s.Models.V1PodSpec a, out int b) { a = new(); b = 0; } }",
        "var (spec, _) = new Pods(); spec.HostNetwork = true;")]
    [TestCase(
        "class Pods { public k8s.Models.V1PodSpec this[int i] => new(); } class Box { public static Pods All = new(); }",
        "Box.All[0].HostNetwork = true;")]
    [TestCase("record Pods(k8s.Models.V1PodSpec Inner); class Box { public static Pods One = null!; }", "Box.One.Inner.HostNetwork = true;")]
    [TestCase(
        "record Pods(k8s.Models.V1PodSpec Inner); class Box { public static Pods One = null!; }",
        "var (spec, _) = (Box.One.Inner, 1); spec.HostNetwork = true;")]
    [TestCase(
        "class Repository<T> { public T Item = default!; } class Pods : Repository<k8s.Models.V1PodSpec>;",
        "new Pods().Item.HostNetwork = true;")]
    [TestCase(
        "delegate void Change(k8s.Models.V1PodSpec spec); class Pods { public static event Change? Changed; }",
        "Pods.Changed += s => s.HostNetwork = true;")]
    [TestCase("global using Context = k8s.Models.V1SecurityContext;", "var context = new Context { Privileged = true };")]
    [TestCase(
        "global using static k8s.KubernetesYaml;",
        "_ = Deserialize<object>(\"apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostNetwork: true, containers: []}\");")]
    [TestCase(
        "class Texts { public static void Send([System.Diagnostics.CodeAnalysis.StringSyntax(\"yaml\")] string text) { } }",
        "Texts.Send(\"apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostNetwork: true, containers: []}\");")]
    [TestCase("", "Environment.SetEnvironmentVariable(\"DOCKER_HOST\", \"tcp://10.0.0.1:2375\");")]
    [TestCase("", "var spec = new k8s.Models.V1Pod\\u0053pec { HostNetwork = true };")]
    public async Task Code_that_names_no_type_is_reached_through_what_another_file_declares(string declared, string statements)
    {
        CSharpCompilation compilation = Compile(declared, $"partial class Program {{ void Run() {{ {statements} }} }}");

        string[] found = await Find(compilation, ReachedFiles.Of(compilation));

        Assert.That(found, Is.Not.Empty);
        Assert.That(found, Is.EqualTo(await Find(compilation, ReachedFiles.All)));
    }

    [TestCase("partial class Program : k8s.Models.V1PodSpec;", "partial class Program { void Run() { HostNetwork = true; this.HostPID = true; } }")]
    [TestCase("partial class Program(k8s.Models.V1PodSpec spec);", "partial class Program { void Run() { spec.HostNetwork = true; } }")]
    [TestCase(
        "partial class Program { private readonly k8s.Models.V1PodSpec spec = new(); }",
        "partial class Program { void Run() { spec.HostNetwork = true; } }")]
    [TestCase("class Base { protected k8s.Models.V1PodSpec Spec => new(); }", "class Program : Base { void Run() { Spec.HostNetwork = true; } }")]
    public async Task Code_of_a_type_in_parts_is_reached_through_the_other_part(string declared, string code)
    {
        CSharpCompilation compilation = Compile(declared, code);

        string[] found = await Find(compilation, ReachedFiles.Of(compilation));

        Assert.That(found, Is.Not.Empty.And.EqualTo(await Find(compilation, ReachedFiles.All)));
    }

    [Test]
    public void Code_that_comes_to_nothing_of_a_library_is_not_looked_at()
    {
        CSharpCompilation compilation = Compile(
            "class Pods { private k8s.Models.V1Pod Hidden() => new(); public int Number => 1; }",
            "class Program { string Name { get; set; } = \"\"; void Run() { Name = new string('a', new Pods().Number); } }");

        var reached = ReachedFiles.Of(compilation);

        Assert.That(compilation.SyntaxTrees.Select(reached.Contain), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Code_of_a_project_that_is_compiled_beside_leads_on()
    {
        CSharpCompilation beside = Compile("public class Pods { public static k8s.Models.V1Pod Make() => new(); }").WithAssemblyName("Beside");
        CSharpCompilation compilation = Compile("class Program { void Run() { var pod = Pods.Make(); } }", "class Other { }")
            .AddReferences(beside.ToMetadataReference());

        var reached = ReachedFiles.Of(compilation);

        Assert.That(compilation.SyntaxTrees.Select(reached.Contain), Is.EqualTo(new[] { true, false, false }));
    }

    [TestCaseSource(nameof(Fixtures))]
    public async Task Fixtures_are_told_the_same(string path)
    {
        CSharpCompilation compilation = Compile(await File.ReadAllTextAsync(path));
        Assert.That(await Find(compilation, ReachedFiles.Of(compilation)), Is.EqualTo(await Find(compilation, ReachedFiles.All)));
    }

    [TestCaseSource(nameof(Tests))]
    public async Task Code_of_other_tests_is_told_the_same(string path)
    {
        string[] texts = [.. TextsOf(await File.ReadAllTextAsync(path))];
        CSharpCompilation compilation = Compile([
            .. texts,
            .. texts.Select((t, i) => $"using k8s; using k8s.Models; using Docker.DotNet.Models; namespace Case{i} {{ class Deployment {{ {t}\n }} }}")]);
        Assert.That(await Find(compilation, ReachedFiles.Of(compilation)), Is.EqualTo(await Find(compilation, ReachedFiles.All)));
    }

    private static IEnumerable<string> TextsOf(string test) =>
        CSharpSyntaxTree.ParseText(test, Options).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Select(l => l.Token.ValueText).Where(t => t.Contains(';') || t.Contains('{')).Distinct();

    private static CSharpCompilation Compile(params string[] files) => CSharpCompilation.Create(
        "Reach",
        [
            .. files.Select((f, i) => CSharpSyntaxTree.ParseText(f, Options, string.Create(CultureInfo.InvariantCulture, $"File{i}.cs"))),
            CSharpSyntaxTree.ParseText(Usings, Options, "Usings.cs"),
        ],
        [.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced, Code.Testcontainers],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static async Task<string[]> Find(CSharpCompilation compilation, ReachedFiles reached)
    {
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new LimitedAnalyzer(reached)]).GetAnalyzerDiagnosticsAsync();
        return [.. found.Select(d => d.ToString()).Order(StringComparer.Ordinal)];
    }

#pragma warning disable RS1001 // It is made here with the files to look at; no compiler loads it.
    private sealed class LimitedAnalyzer(ReachedFiles reached) : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleDiagnostics.All;

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start => ContainerSecurityAnalyzer.StartRules(start, new ProjectFiles(start.Options), reached));
        }
    }
}
