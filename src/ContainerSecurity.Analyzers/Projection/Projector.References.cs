using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Values that stand elsewhere: variables and fields.</summary>
internal sealed partial class Projector
{
    private Draft ProjectLocal(ILocalReferenceOperation reference) =>
        ProjectLocal(reference.Local) switch
        {
            null => Unknown(reference),
            Draft draft and (ScalarDraft or PartialDraft or UnknownDraft) => At(draft, reference),
            Draft draft => draft,
        };

    /// <summary>What a variable holds after all changes that are seen; null where it has more than one value, or is worked out already.</summary>
    public Draft? ProjectLocal(ILocalSymbol symbol)
    {
        if (facts.Find(symbol) is not { SingleValue: { } value } local || !open.Add(symbol))
            return null;
        Draft draft = Project(value);
        if (draft is UnknownDraft && local.Mutations.Count > 0)
            draft = OpenOf(symbol.Type, draft.Origin);
        foreach (Mutation mutation in local.Mutations)
            Apply(mutation, draft, value);
        if (local.Escapes)
            draft.Open();
        open.Remove(symbol);
        return draft;
    }

    /// <summary>Projects a change whose object is not made here as the fragment that it says: everything else of the object stays unknown.</summary>
    public MappingDraft ProjectFragment(Mutation mutation)
    {
        var draft = new MappingDraft(OriginOf(mutation.Statement)) { IsOpen = true };
        Apply(mutation, draft, null);
        draft.OpenKeys();
        return draft;
    }

    /// <summary>Carries out a change on the draft of the object that it changes.</summary>
    private void Apply(Mutation mutation, Draft start, IOperation? declaration)
    {
        bool isConditional = declaration is not null && mutation.IsConditionalFor(declaration);
        Draft at = start;
        for (int i = 0; i < mutation.Steps.Count; i++)
        {
            bool isTarget = i == mutation.Steps.Count - 1 && !mutation.IsAddition;
            if (isTarget && mutation.IsFallback && declaration is not null)
                Default(at, mutation.Steps[i], mutation, isConditional);
            else if (isTarget && isConditional)
                Forget(at, mutation.Steps[i]);
            else if (isTarget)
                Assign(at, mutation.Steps[i], mutation);
            else if (Descend(at, mutation.Steps[i]) is { } next)
                at = next;
            else
            {
                start.Open();
                return;
            }
        }
        if (mutation.IsAddition)
            Extend(at, mutation, isConditional);
        else if (!isConditional && start is MappingDraft or SequenceDraft)
            Consumed.Add(mutation.Statement.Syntax);
    }

    private void Assign(Draft target, IPropertyReferenceOperation step, Mutation mutation)
    {
        if (target is MappingDraft mapping && KeyOf(step) is { } key)
            Set(mapping, key, OriginOf(step), mutation.Values[0]);
        else
            target.Open();
    }

    /// <summary><c>??=</c>: what is there stays, what is known to be absent gets the value.</summary>
    private void Default(Draft target, IPropertyReferenceOperation step, Mutation mutation, bool isConditional)
    {
        if (target is not MappingDraft mapping || KeyOf(step) is not { } key)
            target.Open();
        else if (mapping[key] is null or ScalarDraft { IsNull: true } && !mapping.IsOpen && !isConditional)
            Assign(target, step, mutation);
        else if (mapping[key] is null or ScalarDraft { IsNull: true })
            Forget(target, step);
    }

    /// <summary>What may or may not have been assigned is neither what it was nor absent. The assignment is judged by itself.</summary>
    private void Forget(Draft target, IPropertyReferenceOperation step)
    {
        if (target is MappingDraft mapping && KeyOf(step) is { } key)
            mapping.Set(key, OriginOf(step), Unknown(step));
        else
            target.Open();
    }

    private void Extend(Draft target, Mutation mutation, bool isConditional)
    {
        string item = mutation.Steps.Count > 0 && KeyOf(mutation.Steps[mutation.Steps.Count - 1]) == "Binds" ? "Bind" : "";
        switch (target)
        {
            case MappingDraft mapping when mutation.Values.Count == 2 && !isConditional:
                SetKey(mapping, mutation.Values[0], mutation.Values[1]);
                break;
            case SequenceDraft list when mutation.Values.Count == 1 && mutation.Statement is IInvocationOperation { TargetMethod.Name: "AddRange" }:
                list.Append(Project(mutation.Values[0]));
                list.IsOpen |= isConditional;
                break;
            case SequenceDraft list:
                list.Items.Add(Complete(item, Project(mutation.Values[mutation.Values.Count - 1])));
                list.IsOpen |= isConditional;
                break;
            case MappingDraft mapping:
                mapping.IsOpen = true;
                return;
        }
        Consumed.Add(mutation.Statement.Syntax);
    }

    /// <summary>The part that a property or index leads to; one that was never written is an open object.</summary>
    private Draft? Descend(Draft from, IPropertyReferenceOperation step)
    {
        if (from is SequenceDraft list)
            return step.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: int index } }]
                    && index >= 0
                    && index < list.Items.Count
                ? list.Items[index]
                : null;
        if (from is not MappingDraft mapping || KeyOf(step) is not { } key)
            return null;
        if (mapping[key] is MappingDraft or SequenceDraft)
            return mapping[key];
        Origin origin = OriginOf(step);
        Draft part = OpenOf(step.Type, origin);
        mapping.Set(key, origin, part);
        return part;
    }

    /// <summary>A list or an object of which nothing is known yet.</summary>
    private static Draft OpenOf(ITypeSymbol? type, Origin origin) =>
        DocumentTypes.IsList(type) && !DocumentTypes.IsDictionary(type)
            ? new SequenceDraft(origin) { IsOpen = true }
            : new MappingDraft(origin) { IsOpen = true };

    private string? KeyOf(IPropertyReferenceOperation step) =>
        step.Arguments.Length == 0 ? projection.Names.KeyOf(step.Property)
        : step.Arguments is [{ Value: { } index }] && index.Type?.SpecialType == SpecialType.System_String && Project(index) is ScalarDraft key ? key.Text
        : null;

    /// <summary>A field or property of this compilation that never changes: what it is initialised with.</summary>
    private Draft ProjectMember(IOperation reference, ISymbol member)
    {
        if (IsHelper || !IsConstant(member) || member.DeclaringSyntaxReferences is not [var declaration])
            return Unknown(reference);
        SyntaxNode? value = declaration.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            _ => null,
        };
        if (value is null || !open.Add(member) || projection.OperationOf(value, cancellation) is not { } operation)
            return Unknown(reference);
        Draft draft = new Projector(projection, BodyFacts.None, arm, cancellation) { IsHelper = true, Partials = Partials }.Project(operation);
        open.Remove(member);
        return At(draft, reference);
    }

    private static bool IsConstant(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: true, IsStatic: true } && HasNoConstructor(field.ContainingType.StaticConstructors),
        IPropertySymbol property => property is { IsReadOnly: true, IsStatic: true } && HasNoConstructor(property.ContainingType.StaticConstructors),
        _ => false,
    };

    private static bool HasNoConstructor(IEnumerable<IMethodSymbol> constructors) => constructors.All(c => c.IsImplicitlyDeclared);

    /// <summary>The same value, told where it is used: that is the expression to change. Objects of another file stay there, as their entries do.</summary>
    private Draft At(Draft draft, IOperation use)
    {
        Origin here = OriginOf(use);
        if (draft is ScalarDraft or PartialDraft or UnknownDraft || draft.Origin.File == here.File)
            draft.Origin = here;
        return draft;
    }
}
