using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>An object made in a body that may be a root, and where it goes.</summary>
internal sealed class RootCandidate
{
    public RootCandidate(IOperation creation, Root root, BodyFacts facts)
    {
        Creation = creation;
        Root = root;
        IOperation end = creation;
        IsHeldItself = true;
        for (; end.Parent is { } parent && PassesOn(parent, end); end = parent)
            IsHeldItself &= parent is IConversionOperation or IConditionalOperation or ICoalesceOperation
                or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IVariableInitializerOperation;
        Holder = end.Parent switch
        {
            IVariableDeclaratorOperation declarator => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
            _ => null,
        };
        IsInMutation = end.Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation }
            or ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation }
            or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" } };
        LocalFacts? local = Holder is null ? null : facts.Find(Holder);
        bool isUnchanged = Holder is null || local is { SingleValue: not null };
        IsClosed = isUnchanged && (root.IsValue || (root.HoldsContainers && (root.IsWhole || (local is null ? IsClosedAt(end.Parent) : !local.IsReturned))));
    }

    public IOperation Creation { get; }

    public Root Root { get; }

    /// <summary>The variable that holds the object, or a list of it.</summary>
    public ILocalSymbol? Holder { get; }

    /// <summary>Whether the variable holds the object and not a list of it.</summary>
    public bool IsHeldItself { get; }

    /// <summary>Whether the object is the value of a change of another one.</summary>
    public bool IsInMutation { get; }

    /// <summary>Whether the object is complete as it is written, so that what it lacks can be told.</summary>
    public bool IsClosed { get; }

    /// <summary>Whether a value, or a list with it, is the value of the operation around it.</summary>
    private static bool PassesOn(IOperation parent, IOperation child) => parent switch
    {
        IConversionOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IVariableInitializerOperation => true,
        IConditionalOperation conditional => conditional.Condition != child,
        ICollectionExpressionOperation or ISpreadOperation or IArrayInitializerOperation or IArrayCreationOperation => true,
        IArgumentOperation { Parent.Parent: IObjectOrCollectionInitializerOperation }
            or IInvocationOperation { Parent: IObjectOrCollectionInitializerOperation } => true,
        IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation list } => DocumentTypes.ModelOf(list.Type) is null,
        IObjectCreationOperation list => DocumentTypes.ModelOf(list.Type) is null && child is IObjectOrCollectionInitializerOperation,
        _ => false,
    };

    /// <summary>Whether nobody can change a fragment where it goes: not one that is given away within the project.</summary>
    private static bool IsClosedAt(IOperation? parent) => parent switch
    {
        IArgumentOperation { Parameter.ContainingSymbol: IMethodSymbol method } => !method.Locations.Any(l => l.IsInSource),
        IReturnOperation or IFieldInitializerOperation or IPropertyInitializerOperation => false,
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.Locations: [{ IsInSource: true }, ..] } } =>
            false,
        _ => true,
    };
}
