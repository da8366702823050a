using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>What one body of code (a method, an accessor, an initialiser) does with its variables, and which objects it makes and changes.</summary>
internal sealed class BodyFacts
{
    private readonly Dictionary<ISymbol, LocalFacts> locals = new(SymbolEqualityComparer.Default);

    public BodyFacts(ImmutableArray<IOperation> blocks)
    {
        Blocks = blocks;
        foreach (IOperation block in blocks)
            foreach (IOperation operation in block.DescendantsAndSelf())
                Visit(operation);
    }

    /// <summary>The facts of a body of which nothing is known.</summary>
    public static BodyFacts None { get; } = new([]);

    public ImmutableArray<IOperation> Blocks { get; }

    /// <summary>Objects that are made: <c>new</c> and <c>with</c>.</summary>
    public List<IOperation> Creations { get; } = [];

    /// <summary>Changes of objects, in source order.</summary>
    public List<Mutation> Mutations { get; } = [];

    /// <summary>Calls, in source order.</summary>
    public List<IInvocationOperation> Calls { get; } = [];

    public LocalFacts? Find(ILocalSymbol local) => locals.TryGetValue(local, out LocalFacts? facts) ? facts : null;

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: { } symbol } declarator:
                if (declarator.GetVariableInitializer()?.Value is { } value)
                    Of(symbol).Values.Add(value);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Of(target.Local).Values.Add(assignment.Value);
                Of(target.Local).IsRewritten |= assignment.IsRef;
                break;
            case ILocalReferenceOperation reference:
                Classify(reference);
                break;
            case IObjectCreationOperation or IWithOperation:
                Creations.Add(operation);
                break;
            case IInvocationOperation call:
                Calls.Add(call);
                break;
        }
        if (Mutation.Of(operation) is not { } mutation)
            return;
        Mutations.Add(mutation);
        if (mutation.Start is ILocalReferenceOperation start)
            Of(start.Local).Mutations.Add(mutation);
    }

    private LocalFacts Of(ILocalSymbol local)
    {
        if (!locals.TryGetValue(local, out LocalFacts? facts))
            locals.Add(local, facts = new LocalFacts());
        return facts;
    }

    /// <summary>Looks at one use of a variable: a change that is seen, a read that changes nothing, or a way out.</summary>
    private void Classify(ILocalReferenceOperation reference)
    {
        LocalFacts facts = Of(reference.Local);
        IOperation end = reference;
        bool isPart = false;
        for (; end.Parent is { } parent; end = parent)
        {
            if (parent is IPropertyReferenceOperation property && property.Instance == end)
                isPart = true;
            else if (parent is not IConversionOperation)
                break;
        }
        switch (end.Parent)
        {
            case ICoalesceAssignmentOperation fallback when isPart && fallback.Target == end:
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
            case ICompoundAssignmentOperation compound when compound.Target == end:
            case IIncrementOrDecrementOperation or ICoalesceAssignmentOperation or IDeconstructionAssignmentOperation or ITupleOperation or IAddressOfOperation:
                facts.IsRewritten |= !isPart;
                facts.Escapes = true;
                break;
            case ISimpleAssignmentOperation assignment when assignment.Target == end:
            case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" } call when call.Instance == end:
                break;
            case IInvocationOperation call when call.Instance == end:
                facts.Escapes |= MayChange(call.TargetMethod) || (isPart && !IsValue(end.Type));
                break;
            case IArgumentOperation argument:
                facts.Escapes |= !IsValue(end.Type) && (isPart || MayChange(argument.Parameter?.ContainingSymbol as IMethodSymbol));
                break;
            case IReturnOperation:
                facts.IsReturned |= !isPart;
                facts.Escapes |= isPart && !IsValue(end.Type);
                break;
            case IVariableInitializerOperation:
            case ISimpleAssignmentOperation
            {
                Parent: not IObjectOrCollectionInitializerOperation,
                Target: not IPropertyReferenceOperation { Instance: not null }
            }:
                facts.Escapes |= !IsValue(end.Type);
                break;
            default:
                facts.Escapes |= isPart && !IsValue(end.Type);
                break;
        }
    }

    /// <summary>Whether the method is of this project and so may do anything; what packages do with an object is to send it.</summary>
    private static bool MayChange(IMethodSymbol? method) =>
        method is null || (method.Locations.Any(l => l.IsInSource) && DocumentTypes.ModelOf(method.ContainingType) is null);

    private static bool IsValue(ITypeSymbol? type) =>
        type is null || type.IsValueType || type.SpecialType == SpecialType.System_String || DocumentTypes.IsScalarWrapper(type);
}
