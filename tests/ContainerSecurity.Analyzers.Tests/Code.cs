using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Code under test: what should be told is marked <c>{|CSEC2001:…|}</c>.</summary>
internal sealed class Code : CSharpAnalyzerTest<ContainerSecurityAnalyzer, DefaultVerifier>
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        """;

    public static readonly MetadataReference Kubernetes = Package("KubernetesClient", "net10.0");
    public static readonly MetadataReference Docker = Package("Docker.DotNet", "netstandard2.1");
    public static readonly MetadataReference DockerEnhanced = Package("Docker.DotNet.Enhanced", "net10.0", "Docker.DotNet");
    public static readonly MetadataReference Testcontainers = Package("Testcontainers", "net10.0");

    public Code(string source, params MetadataReference[] references)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(Net100.References.All);
        TestState.AdditionalReferences.AddRange(references);
        TestState.Sources.Add(("Code.cs", source));
        TestState.Sources.Add(("Usings.cs", Usings));
        TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
        TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
    }

    /// <summary>Whether suggestions count: most tests look at what warns.</summary>
    public bool WithSuggestions { get; init; }

    /// <summary>Judges a class body against the Kubernetes client.</summary>
    public static Task OfKubernetes(string members, bool withSuggestions = false) =>
        new Code(Class("k8s", members), Kubernetes) { WithSuggestions = withSuggestions }.RunAsync();

    /// <summary>Judges a class body against both packages of the Docker client.</summary>
    public static async Task OfDocker(string members, bool withSuggestions = false)
    {
        foreach (MetadataReference package in new[] { Docker, DockerEnhanced })
            await new Code(Class("Docker.DotNet", members), package) { WithSuggestions = withSuggestions }.RunAsync();
    }

    /// <summary>Judges a class body against Testcontainers.</summary>
    public static Task OfTestcontainers(string members, bool withSuggestions = false) =>
        new Code($$"""
            using DotNet.Testcontainers.Builders;
            {{Class("Docker.DotNet", members)}}
            """, Testcontainers, DockerEnhanced) { WithSuggestions = withSuggestions }.RunAsync();

    /// <summary>Runs the test with a namespace of the code under test in use everywhere.</summary>
    public Task RunWithUsing(string space)
    {
        TestState.Sources.Add(("Space.cs", $"global using {space};"));
        return RunAsync();
    }

    public static string Class(string space, string members) => $$"""
        using {{space}};
        using {{space}}.Models;

        class Deployment
        {
        {{members}}
        }
        """;

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(d => WithSuggestions || d.diagnostic.Severity > DiagnosticSeverity.Info)];

    protected override Project ApplyCompilationOptions(Project project)
    {
        project = base.ApplyCompilationOptions(project);
        // What the frame says of each rule would win over the configuration files under test.
        var options = project.CompilationOptions!.WithSpecificDiagnosticOptions(
            project.CompilationOptions.SpecificDiagnosticOptions
                .RemoveRange(RuleDiagnostics.All.Select(d => d.Id))
                .SetItem("CS1701", ReportDiagnostic.Suppress)
                .SetItem("CS1702", ReportDiagnostic.Suppress));
        return project.WithCompilationOptions(options)
            .WithParseOptions(((Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)project.ParseOptions!).WithLanguageVersion(
                Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview));
    }

    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        diagnostic.Id is not ("CS0618" or "CS0612") && base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics);

    protected override DiagnosticDescriptor? GetDefaultDiagnostic(Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] analyzers) => null;

    internal static string Metadata(string key) =>
        typeof(Code).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private static PortableExecutableReference Package(string package, string framework, string? assembly = null) =>
        MetadataReference.CreateFromFile(Path.Combine(Metadata(package), "lib", framework, (assembly ?? package) + ".dll"));
}
