using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Objects, dictionaries and lists.</summary>
internal sealed partial class Projector
{
    private Draft ProjectCreation(IObjectCreationOperation creation)
    {
        if (DocumentTypes.IsScalarWrapper(creation.Type))
            return ProjectWrapper(creation);
        if (DocumentTypes.ModelOf(creation.Type) is not null)
            return ProjectModel(creation);
        // An address is the text that it is made of.
        if (creation.Type is { Name: "Uri", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            && creation.Arguments is [{ Value: { } address }, ..])
            return Project(address);
        if (DocumentTypes.IsDictionary(creation.Type))
            return ProjectDictionary(creation);
        return DocumentTypes.IsList(creation.Type) ? ProjectList(creation) : Unknown(creation);
    }

    /// <summary><c>new ResourceQuantity("64Mi")</c> and its like.</summary>
    private Draft ProjectWrapper(IObjectCreationOperation creation)
    {
        if (creation.Arguments is [{ Value: { } only }])
            return Project(only);
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Value" } } assignment)
                return Project(assignment.Value);
        return Unknown(creation);
    }

    private MappingDraft ProjectModel(IObjectCreationOperation creation)
    {
        Consumed.Add(creation.Syntax);
        var draft = new MappingDraft(OriginOf(creation)) { IsValue = projection.RootOf(creation.Type) is { IsValue: true } };
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.Explicit || argument.Parameter is null)
                continue;
            if (DocumentTypes.ModelOf(argument.Parameter.Type) is not null
                && creation.Arguments.Length == 1
                && creation.Constructor?.Parameters.Length == 1
                && !NamesProperty(argument.Parameter))
                draft.Merge(Project(argument.Value));
            else
                Set(draft, projection.Names.KeyOf(argument.Parameter), KeyOriginOf(argument), argument.Value);
        }
        Fill(draft, creation.Initializer);
        return draft;
    }

    /// <summary>A parameter that is no property of the object is another object to copy: <c>new CreateContainerParameters(config)</c>.</summary>
    private static bool NamesProperty(IParameterSymbol parameter)
    {
        for (INamedTypeSymbol? type = parameter.ContainingType; type is not null; type = type.BaseType)
            if (type.GetMembers().Any(m => m is IPropertySymbol && string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }

    private Origin KeyOriginOf(IArgumentOperation argument) =>
        argument.Syntax is ArgumentSyntax { NameColon: { } name } ? projection.Sources.OriginOf(name.Name) : OriginOf(argument.Value);

    private MappingDraft ProjectWith(IWithOperation with)
    {
        Consumed.Add(with.Syntax);
        var draft = new MappingDraft(OriginOf(with));
        draft.Merge(Project(with.Operand));
        Fill(draft, with.Initializer);
        return draft;
    }

    /// <summary>An object without a type has the keys that are written.</summary>
    private MappingDraft ProjectAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var draft = new MappingDraft(OriginOf(anonymous));
        foreach (IOperation part in anonymous.Initializers)
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
                Set(draft, target.Property.Name, OriginOf(target.IsImplicit ? assignment.Value : target), assignment.Value);
        return draft;
    }

    /// <summary>Reads an object initialiser into an object.</summary>
    private void Fill(MappingDraft draft, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (IOperation part in initializer?.Initializers ?? [])
            switch (part)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment:
                    Set(draft, projection.Names.KeyOf(target.Property), OriginOf(target), assignment.Value);
                    break;
                case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation target } member:
                    draft.Set(
                        projection.Names.KeyOf(target.Property),
                        OriginOf(target),
                        Complete(projection.Names.KeyOf(target.Property), ProjectMemberInitializer(member, target)));
                    break;
            }
    }

    private void Set(MappingDraft draft, string key, Origin keyOrigin, IOperation value) => draft.Set(key, keyOrigin, Complete(key, Project(value)));

    /// <summary>Reads a value by its known parts, where these say enough for what the key is about.</summary>
    public Draft Complete(string key, Draft value)
    {
        if (value is SequenceDraft list && key == "Binds")
            for (int i = 0; i < list.Items.Count; i++)
                list.Items[i] = Complete("Bind", list.Items[i]);
        if (value is not PartialDraft partial || PartialTexts.Read(key, partial) is not { } guess)
            return value;
        Partials.Add(guess);
        return guess;
    }

    /// <summary><c>Labels = { ["app"] = "web" }</c>: fills an object that is there already.</summary>
    private Draft ProjectMemberInitializer(IMemberInitializerOperation member, IPropertyReferenceOperation target)
    {
        Origin origin = OriginOf(member.Initializer);
        if (DocumentTypes.IsDictionary(target.Type) || (DocumentTypes.ModelOf(target.Type) is not null && !DocumentTypes.IsList(target.Type)))
        {
            var mapping = new MappingDraft(origin) { IsOpen = true };
            Fill(mapping, DocumentTypes.IsDictionary(target.Type) ? null : member.Initializer);
            FillKeys(mapping, member.Initializer);
            return mapping;
        }
        var list = new SequenceDraft(origin) { IsOpen = true };
        FillItems(list, member.Initializer);
        return list;
    }

    private MappingDraft ProjectDictionary(IObjectCreationOperation creation)
    {
        Consumed.Add(creation.Syntax);
        var draft = new MappingDraft(OriginOf(creation));
        foreach (IArgumentOperation argument in creation.Arguments)
            if (DocumentTypes.IsDictionary(argument.Parameter?.Type))
                draft.Merge(Project(argument.Value));
            else if (DocumentTypes.IsList(argument.Parameter?.Type))
                draft.IsOpen = true;
        FillKeys(draft, creation.Initializer);
        return draft;
    }

    private void FillKeys(MappingDraft draft, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (IOperation part in initializer?.Initializers ?? [])
            switch (part)
            {
                case IInvocationOperation { Arguments: [{ Value: { } key }, { Value: { } value }] }:
                    SetKey(draft, key, value);
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [{ Value: { } key }] } } assignment:
                    SetKey(draft, key, assignment.Value);
                    break;
                default:
                    draft.IsOpen |= draft.IsOpen || part is not ISimpleAssignmentOperation and not IMemberInitializerOperation;
                    break;
            }
    }

    private void SetKey(MappingDraft draft, IOperation key, IOperation value)
    {
        if (Project(key) is ScalarDraft { IsNull: false } known)
            draft.Set(known.Text, known.Origin, Project(value));
        else
            draft.IsOpen = true;
    }

    private SequenceDraft ProjectList(IObjectCreationOperation creation)
    {
        Consumed.Add(creation.Syntax);
        var draft = new SequenceDraft(OriginOf(creation));
        foreach (IArgumentOperation argument in creation.Arguments)
            if (DocumentTypes.IsList(argument.Parameter?.Type))
                draft.Append(Project(argument.Value));
        FillItems(draft, creation.Initializer);
        return draft;
    }

    private void FillItems(SequenceDraft draft, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (IOperation part in initializer?.Initializers ?? [])
            if (part is IInvocationOperation { Arguments: [.., { ArgumentKind: ArgumentKind.ParamArray, Value: { } items }] })
                draft.Append(Project(items));
            else if (part is IInvocationOperation { Arguments: [.., { Value: { } item }] })
                draft.Items.Add(Project(item));
            else
                draft.IsOpen = true;
    }

    private SequenceDraft ProjectArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return ProjectItems(array, initializer.ElementValues);
        bool isEmpty = array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: 0 } }];
        return new SequenceDraft(OriginOf(array)) { IsOpen = !isEmpty };
    }

    private SequenceDraft ProjectItems(IOperation list, IEnumerable<IOperation> items)
    {
        var draft = new SequenceDraft(OriginOf(list));
        foreach (IOperation item in items)
            if (item is ISpreadOperation spread)
                draft.Append(Project(spread.Operand));
            else
                draft.Items.Add(Project(item));
        return draft;
    }
}
