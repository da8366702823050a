using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Checking;

internal sealed partial class Checker
{
    private CelType CheckList(ListExpr list)
    {
        Note(list);
        CelType? item = null;
        for (int i = 0; i < list.Items.Length; i++)
        {
            CelType type = Check(list.Items[i]);
            if (list.Optional?[i] == true)
                type = OptionalContent(list.Items[i], type);
            item = Join(list.Items[i], item, type);
        }
        return CelType.List(item ?? types.NewVariable());
    }

    private CelType CheckMap(MapExpr map)
    {
        Note(map);
        CelType? key = null, value = null;
        foreach (EntryExpr entry in map.Entries)
        {
            key = Join(entry.Key, key, Check(entry.Key));
            CelType type = Check(entry.Value);
            if (entry.Optional)
                type = OptionalContent(entry.Value, type);
            value = Join(entry.Value, value, type);
        }
        return CelType.Map(key ?? types.NewVariable(), value ?? types.NewVariable());
    }

    /// <summary>Keeps a literal whose items must be of one type, which is known when the whole expression is checked.</summary>
    private void Note(Expr literal)
    {
        if (environment.StrictLiterals && mixedLiterals == 0)
            (literals ??= []).Add(literal);
    }

    private CelType CheckStruct(StructExpr message)
    {
        CelType? type = null;
        foreach (string candidate in Names.Candidates(environment.Container, message.TypeName))
            type ??= environment.TypeProvider?.FindType(candidate);
        if (type is null)
        {
            Report(message, $"undeclared reference to '{message.TypeName}' (in container '{environment.Container}')");
            return CelType.Error;
        }
        message.Resolved = type.Name;
        foreach (FieldExpr field in message.Fields)
        {
            CelType value = Check(field.Value);
            if (field.Optional)
                value = OptionalContent(field.Value, value);
            if (environment.TypeProvider!.FindField(type.Name, field.Name) is not { } expected)
                Report(message, $"undefined field '{field.Name}'");
            else if (!types.IsAssignable(expected, value))
                Report(field.Value, $"expected type of field '{field.Name}' is '{expected}' but provided type is '{types.Apply(value, true)}'");
        }
        return type;
    }

    private CelType CheckComprehension(Comprehension c)
    {
        if (c.Shape == ComprehensionShape.Bind)
        {
            locals.Add((c.AccumulatorName, Check(c.Init)));
            CelType bound = Check(c.Result);
            locals.RemoveAt(locals.Count - 1);
            return bound;
        }
        CelType range = types.Apply(Check(c.Range), freeToDyn: false);
        CelType accumulator = Check(c.Init);
        (CelType first, CelType second) = Variables(c, range);
        int mark = locals.Count;
        locals.Add((c.AccumulatorName, accumulator));
        if (c.Variable2 is { } name)
        {
            locals.Add((c.Variable, first));
            locals.Add((name, second));
        }
        else
            locals.Add((c.Variable, range.TypeKind == CelTypeKind.List ? second : first));
        Check(c.Condition);
        Expect(c.Condition, CelType.Bool);
        Check(c.Step);
        Expect(c.Step, accumulator);
        locals.RemoveRange(mark + 1, locals.Count - mark - 1);
        CelType result = Check(c.Result);
        locals.RemoveAt(mark);
        return types.Apply(result, freeToDyn: false);
    }

    /// <summary>The types of index and item, or of key and value.</summary>
    private (CelType First, CelType Second) Variables(Comprehension c, CelType range)
    {
        switch (range.TypeKind)
        {
            case CelTypeKind.List:
                return (CelType.Int, range.Items[0]);
            case CelTypeKind.Map:
                return (range.Items[0], range.Items[1]);
            case CelTypeKind.Dyn or CelTypeKind.Error:
                return (CelType.Dyn, CelType.Dyn);
            case CelTypeKind.Parameter:
                types.IsAssignable(CelType.Dyn, range);
                return (CelType.Dyn, CelType.Dyn);
            default:
                Report(c.Range, $"expression of type '{range}' cannot be range of a comprehension (must be list, map, or dynamic)");
                return (CelType.Error, CelType.Error);
        }
    }

    private CelType CheckBlock(Block block)
    {
        int mark = locals.Count;
        for (int i = 0; i < block.Values.Length; i++)
            locals.Add(("@index" + i, Check(block.Values[i])));
        CelType result = Check(block.Result);
        locals.RemoveRange(mark, locals.Count - mark);
        return result;
    }
}
