namespace ContainerSecurity.Cel.Evaluation;

/// <summary>A function of the caller's: what it throws, and what is not of its declared type, becomes an error value.</summary>
internal sealed class OwnFunction(string name, CelType result, Func<CelValue[], CelValue> body, bool passesExceptions)
{
    /// <summary>Calls the function.</summary>
    /// <exception cref="OperationCanceledException">The function was cancelled.</exception>
    /// <exception cref="Exception">The function threw, and such go through.</exception>
    public CelValue Call(CelValue[] arguments)
    {
        CelValue value;
        try
        {
            value = body(arguments);
        }
#pragma warning disable CA1031 // A fault of one function is a value, as the faults of the language's own are.
        catch (Exception e) when (!passesExceptions && e is not (OperationCanceledException or OutOfMemoryException or StackOverflowException or AccessViolationException))
#pragma warning restore CA1031
        {
            return CelValue.Error($"the function '{name}' failed: {e.GetType().Name}");
        }
        return value.IsFailure || IsOf(result, value) ? value : CelValue.Error($"the function '{name}' returned {value.Type.Name}, not {result}");
    }

    /// <summary>Whether a value is of a type, with its items: by kind, and by name for own types.</summary>
    private static bool IsOf(CelType type, CelValue value) => CelOverload.Accepts(type, value) && type.TypeKind switch
    {
        CelTypeKind.List => HasItems(type, (CelList)value.Reference!),
        CelTypeKind.Map => HasEntries(type, (CelMap)value.Reference!),
        _ => !type.IsOptional || value.Reference is not CelOptional { HasValue: true } some || IsOf(type.Items[0], some.Value),
    };

    private static bool HasItems(CelType type, CelList list)
    {
        if (IsAny(type.Items[0]))
            return true;
        for (int i = 0; i < list.Count; i++)
            if (!IsOf(type.Items[0], list[i]))
                return false;
        return true;
    }

    private static bool HasEntries(CelType type, CelMap map)
    {
        if (IsAny(type.Items[0]) && IsAny(type.Items[1]))
            return true;
        foreach (CelValue key in map.Keys)
            if (!IsOf(type.Items[0], key) || !map.TryGet(key, out CelValue value) || !IsOf(type.Items[1], value))
                return false;
        return true;
    }

    private static bool IsAny(CelType type) => type.TypeKind is CelTypeKind.Dyn or CelTypeKind.Parameter;
}
