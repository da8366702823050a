using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Builders;
using ContainerSecurity.Analyzers.Manifests;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Reach;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>
/// The code of a compilation that makes and changes deployment objects. Operations are asked for in files alone that may have some: had the compiler to
/// hand them to an action of ours, it would work them out for the whole project.
/// </summary>
/// <param name="reached">The files that may have some.</param>
/// <param name="projection">What all bodies share.</param>
/// <param name="files">The engine with the project's policy.</param>
/// <param name="switches">Tells of which rules the project says something.</param>
/// <param name="loudness">How loud the project is told.</param>
internal sealed class DeploymentCode(
    ReachedFiles reached, ProjectionContext projection, ProjectFiles files, RuleSwitches switches, Loudness loudness)
{
    private readonly SharedConstants constants = new();
    private readonly ClientSettings clients = new(projection, new DiagnosticReporter(files.Engine));
    private readonly EmbeddedManifest manifests = new(projection, files, switches);
    private readonly EmbeddedPatch patches = new(
        projection, new DiagnosticReporter(files.Engine), new EmbeddedManifest(projection, files, switches));

    /// <summary>Judges the code of one declaration.</summary>
    public void Judge(CodeBlockAnalysisContext context)
    {
        if (!reached.Contain(context.CodeBlock.SyntaxTree))
            return;
        ImmutableArray<IOperation> blocks = CodeOperations.Of(
            context.CodeBlock, context.OwningSymbol, context.SemanticModel, context.CancellationToken);
        Action<Diagnostic> report = loudness.Lower(context.ReportDiagnostic);
        bool isWanted = false;
        foreach (IOperation block in blocks)
            foreach (IOperation operation in block.DescendantsAndSelf())
            {
                isWanted = isWanted || IsOfInterest(operation);
                JudgeAlone(operation, report, context.CancellationToken);
            }
        if (isWanted)
            new CodeBody(
                projection,
                new DiagnosticReporter(files.Engine),
                new BodyFacts(blocks),
                new Absences(switches),
                constants,
                report,
                context.CancellationToken).Judge();
    }

    /// <summary>Judges an operation that speaks for itself, whatever the code around it does.</summary>
    private void JudgeAlone(IOperation operation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                clients.Judge(assignment, report, cancellation);
                break;
            case IObjectCreationOperation creation:
                patches.Judge(creation, report, cancellation);
                break;
            case IArgumentOperation argument when manifests.IsTakenBy(argument.Parameter):
                manifests.Judge(argument.Value, report, cancellation);
                break;
        }
    }

    /// <summary>Whether a body is worth a closer look: it makes or changes an object that is judged.</summary>
    private bool IsOfInterest(IOperation operation) => operation switch
    {
        _ when BuilderCalls.IsBuilderCall(operation) || DaemonEndpoints.IsEndpoint(operation) => true,
        IObjectCreationOperation or IWithOperation => projection.RootOf(operation.Type) is not null,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } => ChangesRoot(target),
        ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation target } => ChangesRoot(target),
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert", Instance: IPropertyReferenceOperation target } => ChangesRoot(target),
        IInvocationOperation { TargetMethod.ContainingType.Name: "JsonPatchDocument" } => true,
        IInvocationOperation call => projection.RootOf(call.Type) is not null,
        _ => false,
    };

    private bool ChangesRoot(IPropertyReferenceOperation target)
    {
        for (IOperation? at = target; at is IPropertyReferenceOperation step; at = step.Instance)
            if (projection.RootOf(step.Property.ContainingType) is not null)
                return true;
        return false;
    }
}
