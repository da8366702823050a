using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Builders;
using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Manifests;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Reach;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Analyzers.Secrets;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers;

/// <summary>Judges deployment code and the manifests beside it with the rules of the catalogue and the project's policy.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContainerSecurityAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleDiagnostics.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var files = new ProjectFiles(context.Options);
        bool hasRoots = StartRules(context, files);
        TellErrorsElsewhere(context, files);
        SecretSearch.Register(context, files.Engine, new SourceMap(files.BaseFolder), hasRoots);
    }

    /// <summary>Tells beside the first tree what no file can be told of.</summary>
    private static void TellErrorsElsewhere(CompilationStartAnalysisContext context, ProjectFiles files)
    {
        DocumentError[] errors = [.. files.ErrorsElsewhere];
        if (errors.Length == 0)
            return;
        SyntaxTree? first = context.Compilation.SyntaxTrees.FirstOrDefault();
        context.RegisterSyntaxTreeAction(tree =>
        {
            if (tree.Tree == first)
                foreach (DocumentError error in errors)
                    tree.ReportDiagnostic(DiagnosticReporter.ToDiagnostic(error, Location.None, DiagnosticSeverity.Warning));
        });
    }

    /// <summary>Judges the files, and the deployment code where the compilation knows any. Returns whether it does.</summary>
    /// <param name="context">The compilation.</param>
    /// <param name="files">The files beside the code, and the engine.</param>
    /// <param name="reached">The files whose code is looked at closely; null for those that may deploy something.</param>
    internal static bool StartRules(CompilationStartAnalysisContext context, ProjectFiles files, ReachedFiles? reached = null)
    {
        var loudness = Loudness.Of(context.Compilation, context.Options);
        context.RegisterAdditionalFileAction(file => files.Judge(file.AdditionalFile, loudness.Lower(file.ReportDiagnostic)));
        var projection = new ProjectionContext(context.Compilation, new SourceMap(files.BaseFolder));
        var commands = new ProcessCommands(projection, new DiagnosticReporter(files.Engine));
        context.RegisterSyntaxNodeAction(
            literal =>
            {
                if (ProcessCommands.IsProgram((LiteralExpressionSyntax)literal.Node))
                    commands.Judge((LiteralExpressionSyntax)literal.Node, loudness.Lower(literal.ReportDiagnostic), literal);
            },
            SyntaxKind.StringLiteralExpression);
        if (!HasRoots(context.Compilation))
            return false;
        var switches = new RuleSwitches(context.Compilation, context.Options, files.Engine.Policy);
        var code = new DeploymentCode(reached ?? ReachedFiles.Of(context.Compilation), projection, files, switches, loudness);
        context.RegisterCodeBlockAction(code.Judge);
        return true;
    }

    private static bool HasRoots(Compilation compilation) => DocumentTypes.Gates.Any(g => compilation.GetTypesByMetadataName(g).Length > 0);
}
