using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Builders;
using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Manifests;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Analyzers.Secrets;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
        StartRules(context, files);
        TellErrorsElsewhere(context, files);
        SecretSearch.Register(context, files.Engine, new SourceMap(files.BaseFolder), HasRoots(context.Compilation));
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

    /// <summary>Judges the files, and the deployment code where the compilation knows any.</summary>
    internal static void StartRules(CompilationStartAnalysisContext context, ProjectFiles files)
    {
        var loudness = Loudness.Of(context.Compilation, context.Options);
        context.RegisterAdditionalFileAction(file => files.Judge(file.AdditionalFile, loudness.Lower(file.ReportDiagnostic)));
        var projection = new ProjectionContext(context.Compilation, new SourceMap(files.BaseFolder));
        var commands = new ProcessCommands(projection, new DiagnosticReporter(files.Engine));
        context.RegisterSyntaxNodeAction(
            literal => commands.Judge((LiteralExpressionSyntax)literal.Node, loudness.Lower(literal.ReportDiagnostic), literal),
            SyntaxKind.StringLiteralExpression);
        if (!HasRoots(context.Compilation))
            return;
        var clients = new ClientSettings(projection, new DiagnosticReporter(files.Engine));
        context.RegisterOperationAction(
            assignment => clients.Judge(
                (ISimpleAssignmentOperation)assignment.Operation,
                loudness.Lower(assignment.ReportDiagnostic),
                assignment.CancellationToken),
            OperationKind.SimpleAssignment);
        var constants = new SharedConstants();
        var switches = new RuleSwitches(context.Compilation, context.Options, files.Engine.Policy);
        context.RegisterOperationBlockStartAction(block => StartBody(block, projection, new DiagnosticReporter(files.Engine), switches, constants, loudness));
        var manifests = new EmbeddedManifest(projection, files, switches);
        var patches = new EmbeddedPatch(projection, new DiagnosticReporter(files.Engine), manifests);
        context.RegisterOperationAction(
            patch => patches.Judge((IObjectCreationOperation)patch.Operation, loudness.Lower(patch.ReportDiagnostic), patch.CancellationToken),
            OperationKind.ObjectCreation);
        context.RegisterOperationAction(
            argument =>
            {
                if (manifests.IsTakenBy(((IArgumentOperation)argument.Operation).Parameter))
                    manifests.Judge(((IArgumentOperation)argument.Operation).Value, loudness.Lower(argument.ReportDiagnostic), argument.CancellationToken);
            },
            OperationKind.Argument);
    }

    private static bool HasRoots(Compilation compilation) => DocumentTypes.Gates.Any(g => compilation.GetTypesByMetadataName(g).Length > 0);

    private static void StartBody(
        OperationBlockStartAnalysisContext body,
        ProjectionContext projection,
        DiagnosticReporter reporter,
        RuleSwitches switches,
        SharedConstants constants,
        Loudness loudness)
    {
        int isWanted = 0;
        body.RegisterOperationAction(
            operation =>
            {
                if (Volatile.Read(ref isWanted) == 0 && IsOfInterest(operation.Operation, projection))
                    Volatile.Write(ref isWanted, 1);
            },
            OperationKind.ObjectCreation, OperationKind.With, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.Invocation);
        body.RegisterOperationBlockEndAction(end =>
        {
            if (isWanted != 0)
                new CodeBody(
                    projection,
                    reporter,
                    new BodyFacts(end.OperationBlocks),
                    new Absences(switches),
                    constants,
                    loudness.Lower(end.ReportDiagnostic),
                    end.CancellationToken).Judge();
        });
    }

    /// <summary>Whether a body is worth a closer look: it makes or changes an object that is judged.</summary>
    private static bool IsOfInterest(IOperation operation, ProjectionContext projection) => operation switch
    {
        _ when BuilderCalls.IsBuilderCall(operation) || DaemonEndpoints.IsEndpoint(operation) => true,
        IObjectCreationOperation or IWithOperation => projection.RootOf(operation.Type) is not null,
        IAssignmentOperation { Target: IPropertyReferenceOperation target } => ChangesRoot(target, projection),
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert", Instance: IPropertyReferenceOperation target } =>
            ChangesRoot(target, projection),
        IInvocationOperation { TargetMethod.ContainingType.Name: "JsonPatchDocument" } => true,
        IInvocationOperation call => projection.RootOf(call.Type) is not null,
        _ => false,
    };

    private static bool ChangesRoot(IPropertyReferenceOperation target, ProjectionContext projection)
    {
        for (IOperation? at = target; at is IPropertyReferenceOperation step; at = step.Instance)
            if (projection.RootOf(step.Property.ContainingType) is not null)
                return true;
        return false;
    }
}
