using Basic.Reference.Assemblies;
using ContainerSecurity.Analyzers;
using ContainerSecurity.Cel;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Images;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.Documentation.Tests;

/// <summary>The C# of the README and of the pages in docs compiles against what the packages offer.</summary>
public class SnippetTests
{
    /// <summary>What every project has in use by itself.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>What the pages leave unsaid, as an editor adds it.</summary>
    private const string LibraryUsings = """

        global using System.Text.Json;
        global using ContainerSecurity.Audit;
        global using ContainerSecurity.Cel;
        global using ContainerSecurity.Cel.Kubernetes;
        global using ContainerSecurity.Cel.Values;
        global using ContainerSecurity.Docker.Access;
        global using ContainerSecurity.Docker.Hosts;
        global using ContainerSecurity.Docker.Endpoints;
        global using ContainerSecurity.Documents;
        global using ContainerSecurity.Hardening;
        global using ContainerSecurity.Images;
        global using ContainerSecurity.Images.Caching;
        global using ContainerSecurity.Policies;
        global using ContainerSecurity.Policies.Admission;
        global using ContainerSecurity.Resources;
        global using ContainerSecurity.Resources.Code;
        global using ContainerSecurity.Resources.Images;
        global using ContainerSecurity.Resources.Images.Inspectors;
        global using ContainerSecurity.Rules;
        global using ContainerSecurity.Secrets;
        global using ContainerSecurity.Secrets.Names;
        global using ContainerSecurity.Secrets.Values;
        global using ContainerSecurity.Sources;
        """;

    /// <summary>What the snippets of a page take for given.</summary>
    private static readonly Dictionary<string, string> Given = new()
    {
        ["docs/access.md"] = "string text",
        ["docs/cel.md"] = "string json",
        ["docs/dependency-injection.md"] = "IServiceCollection services, IConfiguration configuration",
        ["docs/images.md"] = "Policy policy",
        ["docs/harden.md"] = "Policy policy, EvaluationRequest request",
        ["docs/kubernetes.md"] = "k8s.Kubernetes client, Policy policy, CancellationToken cancellationToken",
        ["docs/admission.md"] = "IEnumerable<DocumentNode> documents, Resource resource, Resource old, Resource shop, CancellationToken cancellationToken",
        ["docs/scanning.md"] = "PolicyEngine engine, IAsyncEnumerable<Source> incoming, CancellationToken cancellationToken",
        ["docs/library.md"] = "PolicyEngine engine, Policy house, IEnumerable<Decision> decisions, V1Pod pod, Stream upload, CancellationToken cancellationToken",
        ["docs/secrets.md"] = "string text",
        ["docs/supply-chain.md"] = "InstalledPackage curl, string digest, VexBook book, PackageInventory found, string[] diffIds, Policy policy",
        ["docs/trust.md"] = "ImageReference image, Microsoft.AspNetCore.Builder.WebApplication app",
        ["docs/webhook.md"] = "k8s.Kubernetes client, IPolicyEngine engine, Microsoft.AspNetCore.Builder.WebApplication app",
    };

    private static readonly Dictionary<string, string> Usings = new()
    {
        ["docs/access.md"] = "global using ContainerSecurity.Access;\nglobal using ContainerSecurity.Resources.Kubernetes;",
        ["README.md"] = "global using ContainerSecurity.Kubernetes;\nglobal using k8s.Models;",
        ["docs/dependency-injection.md"] =
            "global using ContainerSecurity.Access;\nglobal using ContainerSecurity.DependencyInjection;\nglobal using ContainerSecurity.Images;\nglobal using ContainerSecurity.Kubernetes;\nglobal using Microsoft.Extensions.Configuration;\nglobal using Microsoft.Extensions.DependencyInjection;",
        ["src/ContainerSecurity.AspNetCore/README.md"] =
            "global using ContainerSecurity.AspNetCore.Admission;\nglobal using ContainerSecurity.DependencyInjection;\nglobal using Microsoft.AspNetCore.Builder;\nglobal using Microsoft.Extensions.DependencyInjection;",
        ["src/ContainerSecurity.DependencyInjection/README.md"] =
            "global using ContainerSecurity.DependencyInjection;\nglobal using Microsoft.Extensions.DependencyInjection;",
        ["src/ContainerSecurity.Helm/README.md"] = "global using ContainerSecurity.Helm;\nglobal using ContainerSecurity.Helm.Kustomize;",
        ["src/ContainerSecurity.Kubernetes/README.md"] = "global using ContainerSecurity.Kubernetes;\nglobal using k8s.Models;",
        ["src/ContainerSecurity.NUnit/README.md"] = "global using ContainerSecurity.NUnit;\nglobal using k8s.Models;\nglobal using NUnit.Framework;",
        ["src/ContainerSecurity.SupplyChain/README.md"] = "global using ContainerSecurity.SupplyChain.Inventories;",
        ["docs/kubernetes.md"] = "global using ContainerSecurity.Access;\nglobal using ContainerSecurity.Access.Paths;\nglobal using ContainerSecurity.Kubernetes;\nglobal using k8s.Models;",
        ["docs/library.md"] = "global using ContainerSecurity.Kubernetes;\nglobal using ContainerSecurity.NUnit;\nglobal using ContainerSecurity.Reports;\nglobal using k8s.Models;\nglobal using NUnit.Framework;\n"
            + "public sealed class TeamLabel() : Rule(new(\"ACME0001\", \"team-label\", Severity.Low, \"Title.\", \"Remedy.\"));",
        ["docs/supply-chain.md"] = "global using ContainerSecurity.SupplyChain.Advisories;\nglobal using ContainerSecurity.SupplyChain.Advisories.Matching;\nglobal using ContainerSecurity.SupplyChain.Inventories;\nglobal using ContainerSecurity.SupplyChain.Sbom;\nglobal using ContainerSecurity.SupplyChain.ScannerReports;\nglobal using ContainerSecurity.SupplyChain.Vex;",
        ["docs/trust.md"] = "global using ContainerSecurity.AspNetCore.Admission;\nglobal using ContainerSecurity.Resources.Images;\nglobal using ContainerSecurity.SupplyChain.Signatures.Images;",
        ["docs/webhook.md"] = "global using ContainerSecurity.DependencyInjection;\nglobal using ContainerSecurity.Kubernetes;\nglobal using ContainerSecurity.AspNetCore.Admission;",
        ["docs/custom-rules.md"] = "global using ContainerSecurity.Analyzers;\nglobal using Microsoft.CodeAnalysis;\nglobal using Microsoft.CodeAnalysis.Diagnostics;",
    };

    /// <summary>What stands around snippets that are no statements, by how they begin.</summary>
    private static readonly Dictionary<string, string> Frames = new()
    {
        ["SecurityContext = "] = "_ = new V1Container\n{§};",
        ["new(\""] = "SecretPattern pattern = §;",
    };

    internal static readonly MetadataReference[] Platform = [.. Net100.References.All];

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        .. new[]
        {
            typeof(PolicyEngine),
            typeof(CelEnvironment),
            typeof(ImageReader),
            typeof(ContainerSecurity.SupplyChain.Inventories.InventoryReader),
            typeof(DockerAuthorizer),
            typeof(IPolicyEngine),
            typeof(ClusterScanner),
            typeof(IServiceCollection),
            typeof(IConfiguration),
            typeof(IHealthChecksBuilder),
            typeof(RuleAnalyzer),
            typeof(AspNetCore.Docker.DockerProxyOptions),
            typeof(Compilation),
            typeof(NUnit.Complies),
            typeof(ContainerSecurity.Helm.ChartFormat),
            typeof(Assert),
            typeof(System.Collections.Immutable.ImmutableArray)
        }
            .Select(t => t.Assembly.Location).Where(l =>
                !Path.GetFileName(l)
                    .StartsWith("System.", StringComparison.Ordinal)).Select(l => MetadataReference.CreateFromFile(l)),
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Builder.WebApplication).Assembly.Location)!, "Microsoft.*.dll")
            .Select(l => MetadataReference.CreateFromFile(l)),
        MetadataReference.CreateFromFile(Path.Combine(Repository.Metadata("KubernetesClient"), "lib", "net10.0", "KubernetesClient.dll")),
    ];

    private static IEnumerable<string> Pages =>
        new[] { Repository.Root, Repository.File("docs") }.Concat(Directory.EnumerateDirectories(Repository.File("src"))).SelectMany(f => Directory.EnumerateFiles(f, "*.md"))
            .Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Where(p => Snippet.Of(p).Count > 0);

    [TestCaseSource(nameof(Pages))]
    public void Code_of_a_page_compiles(string page)
    {
        IReadOnlyList<Snippet> snippets = Snippet.Of(page);
        foreach (Snippet program in snippets.Where(s => s.IsProgram))
            Assert.That(Errors(OutputKind.ConsoleApplication, ImplicitUsings, program.ToFile(null, 0, "")), Is.Empty);

        string[] files = [.. snippets.Where(s => !s.IsProgram).Select((s, i) => s.ToFile(FrameOf(s), i, Given.GetValueOrDefault(page, "")))];
        Assert.That(Errors(OutputKind.DynamicallyLinkedLibrary, [ImplicitUsings + LibraryUsings, Usings.GetValueOrDefault(page, ""), .. files]), Is.Empty);
    }

    [Test]
    public void Code_that_does_not_compile_is_told_with_its_place_in_the_page()
    {
        var snippet = new Snippet("docs/page.md", 7, "int number = 1;\nnumber.Nothing();\n");

        Assert.That(
            Errors(OutputKind.DynamicallyLinkedLibrary, ImplicitUsings, snippet.ToFile(null, 0, "")),
            Has.Length.EqualTo(1).And.All.StartsWith("docs/page.md(8,8): error CS1061"));
    }

    private static string? FrameOf(Snippet snippet) => Frames.FirstOrDefault(f => snippet.Text.StartsWith(f.Key, StringComparison.Ordinal)).Value;

    private static string[] Errors(OutputKind kind, params string[] files)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create(
            "Page",
            files.Select(f => CSharpSyntaxTree.ParseText(f, parsing)),
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
    }
}
