using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>A statement that changes part of an object, such as <c>pod.Spec.HostNetwork = true</c> or <c>list.Add(x)</c>.</summary>
/// <param name="Statement">The assignment or the call.</param>
/// <param name="Start">The variable, parameter, field or call that the object is reached by.</param>
/// <param name="Steps">The properties and indexes that lead from there to what changes.</param>
/// <param name="Values">The values; a call of <c>Add</c> with a key gives the key first.</param>
/// <param name="IsAddition">Whether an item or a key is added to what the steps lead to.</param>
internal sealed record Mutation(
    IOperation Statement,
    IOperation Start,
    IReadOnlyList<IPropertyReferenceOperation> Steps,
    IReadOnlyList<IOperation> Values,
    bool IsAddition)
{
    /// <summary>Whether the value counts only where there is none yet: <c>??=</c>.</summary>
    public bool IsFallback => Statement is ICoalesceAssignmentOperation;

    /// <summary>Reads a statement as a change; null where it is none.</summary>
    public static Mutation? Of(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Parent: not IObjectOrCollectionInitializerOperation } assignment =>
            Of(assignment, target, [assignment.Value], isAddition: false),
        ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation target } assignment =>
            Of(assignment, target, [assignment.Value], isAddition: false),
        IInvocationOperation
        {
            TargetMethod: { Name: "Add" or "Replace", ContainingType.Name: "JsonPatchDocument" },
            Arguments: [{ Value: { } path }, { Value: { } value }, ..]
        } patch =>
            PathOf(path) is { } target ? Of(patch, target, [value], isAddition: false) : null,
        IInvocationOperation
        {
            TargetMethod.Name: "Add" or "AddRange" or "Insert",
            Instance: { } instance,
            Parent: not IObjectOrCollectionInitializerOperation
        } call =>
            Of(call, instance, [.. call.Arguments.Select(a => a.Value)], isAddition: true),
        _ => null,
    };

    /// <summary>Whether the change may not happen, or happens later: it stands deeper in the flow of control than the variable's declaration.</summary>
    public bool IsConditionalFor(IOperation? declaration)
    {
        IOperation? home = declaration;
        while (home is not null and not IBlockOperation)
            home = home.Parent;
        for (IOperation? at = Statement.Parent; at is not null && at != home; at = at.Parent)
            if (at is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation
                or IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation
                or ICoalesceOperation or IConditionalAccessOperation)
                return true;
        return false;
    }

    private static Mutation? Of(IOperation statement, IOperation target, IReadOnlyList<IOperation> values, bool isAddition)
    {
        var steps = new List<IPropertyReferenceOperation>();
        IOperation at = target;
        for (; Strip(at) is IPropertyReferenceOperation { Instance: { } instance } step; at = instance)
            steps.Insert(0, step);
        at = Strip(at);
        return at is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
                || (steps.Count == 0 && !isAddition)
            ? null
            : new Mutation(statement, at, steps, values, isAddition);
    }

    /// <summary>What <c>p => p.Spec.HostNetwork</c> leads to.</summary>
    private static IPropertyReferenceOperation? PathOf(IOperation lambda) =>
        Strip(lambda) is var function
        && (function is IDelegateCreationOperation delegated
            ? delegated.Target
            : function) is IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } result }] }
            ? Strip(result) as IPropertyReferenceOperation
            : null;

    private static IOperation Strip(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }
}
