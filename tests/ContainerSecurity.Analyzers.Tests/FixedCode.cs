using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>An expression before and after a fix, alone and with all of its kind. Every state is compiled, and tells what is marked and nothing else.</summary>
internal sealed class FixedCode<TFix>(string bad, string good) : CSharpCodeFixTest<ContainerSecurityAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    /// <summary>Whether the code is of the Docker client.</summary>
    public bool IsDocker { get; init; }

    /// <summary>Whether the texts are class members and not an expression.</summary>
    public bool IsMembers { get; init; }

    /// <summary>The rules that count, suggestions too; null for all that warn.</summary>
    public IReadOnlyCollection<string>? Only { get; init; }

    /// <summary>The policy before and after; null where the code has none.</summary>
    public (string? Before, string? After) Policy { get; init; }

    /// <summary>Which of the actions that are offered is taken.</summary>
    public int Action { get => CodeActionIndex ?? 0; init => CodeActionIndex = value; }

    /// <summary>The language version of the code.</summary>
    public LanguageVersion Version { get; init; } = LanguageVersion.Preview;

    /// <summary>The provider; a new one where none is given.</summary>
    public TFix Provider { get; init; } = new();

    public Task VerifyFix()
    {
        TestCode = File(bad);
        FixedCode = File(good);
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange([.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced]);
        FixedState.AdditionalReferences.AddRange([.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced]);
        // What a placeholder is told for is part of the fixed state.
        FixedState.MarkupHandling = MarkupMode.Allow;
        if (Policy.Before is { } before)
            TestState.AdditionalFiles.Add(("/0/container-policy.yaml", before));
        if (Policy.After is { } after)
            FixedState.AdditionalFiles.Add(("/0/container-policy.yaml", after));
        DisabledDiagnostics.AddRange(["CS1701", "CS1702"]);
        FixAllScope[] scopes = [.. Provider.GetFixAllProvider()?.GetSupportedFixAllScopes() ?? []];
        CodeFixTestBehaviors = (scopes.Contains(FixAllScope.Document) ? 0 : CodeFixTestBehaviors.SkipFixAllInDocumentCheck)
            | (scopes.Contains(FixAllScope.Project) ? 0 : CodeFixTestBehaviors.SkipFixAllInProjectCheck)
            | (scopes.Contains(FixAllScope.Solution) ? 0 : CodeFixTestBehaviors.SkipFixAllInSolutionCheck);
        return RunAsync();
    }

    private string File(string code) => $$"""
        using System.Collections.Generic;
        using {{(IsDocker ? "Docker.DotNet.Models" : "k8s.Models")}};

        class Deployment
        {
            const bool Yes = true;
            {{(IsMembers ? code : $"object M() => {code};")}}
        }
        """;

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [Provider];

    protected override Project ApplyCompilationOptions(Project project)
    {
        project = base.ApplyCompilationOptions(project);
        // What the frame says of each rule would be taken for what the project says.
        CompilationOptions options = project.CompilationOptions!;
        return project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(
            options.SpecificDiagnosticOptions.RemoveRange(RuleDiagnostics.All.Select(d => d.Id))));
    }

    protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(Version);

    protected override ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        [.. base.FilterDiagnostics(diagnostics).Where(d => Only?.Contains(d.diagnostic.Id) ?? d.diagnostic.Severity > DiagnosticSeverity.Info)];
}
