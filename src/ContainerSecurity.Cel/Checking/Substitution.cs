namespace ContainerSecurity.Cel.Checking;

/// <summary>What type variables stand for, and whether one type can stand where another is expected.</summary>
internal sealed class Substitution
{
    private readonly List<(string Name, CelType Type)> entries = [];
    private static readonly CelType?[] FirstVariables = new CelType?[64];
    private int variables;

    /// <summary>How many type variables there are to what has been found out.</summary>
    public int Count => entries.Count;

    public CelType NewVariable()
    {
        int number = variables++;
        if (number >= FirstVariables.Length)
            return CelType.Parameter("_var" + number);
        return FirstVariables[number] ??= CelType.Parameter("_var" + number);
    }

    /// <summary>Forgets what was found out from a place on: of type variables that nothing mentions any more.</summary>
    public void Forget(int from) => entries.RemoveRange(from, entries.Count - from);

    /// <summary>Replaces type variables by what they stand for; free ones may become dyn.</summary>
    public CelType Apply(CelType type, bool freeToDyn)
    {
        if (!type.IsOpen)
            return type;
        if (type.TypeKind == CelTypeKind.Parameter)
        {
            if (Find(type.Name) is { } found)
                return Apply(found, freeToDyn);
            return freeToDyn ? CelType.Dyn : type;
        }
        CelType[]? changed = null;
        for (int i = 0; i < type.Items.Length; i++)
        {
            CelType item = Apply(type.Items[i], freeToDyn);
            if (ReferenceEquals(item, type.Items[i]))
                continue;
            changed ??= (CelType[])type.Items.Clone();
            changed[i] = item;
        }
        return changed is null ? type : type.With(changed);
    }

    /// <summary>Whether each argument can stand for its parameter; remembers what that means for type variables.</summary>
    public bool AreAssignable(CelType[] arguments, CelType[] parameters)
    {
        int mark = entries.Count;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (IsAssignableCore(arguments[i], parameters[i]))
                continue;
            entries.RemoveRange(mark, entries.Count - mark);
            return false;
        }
        return true;
    }

    public bool IsAssignable(CelType from, CelType to)
    {
        int mark = entries.Count;
        if (IsAssignableCore(from, to))
            return true;
        entries.RemoveRange(mark, entries.Count - mark);
        return false;
    }

    private bool IsAssignableCore(CelType a, CelType b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (b.TypeKind == CelTypeKind.Parameter)
        {
            (bool valid, bool known) = Substitute(a, b);
            if (valid)
                return true;
            if (known)
                return false;
        }
        if (a.TypeKind == CelTypeKind.Parameter)
            return Substitute(b, a).Valid;
        if (a.IsDynOrError || b.IsDynOrError)
            return true;
        if (a.TypeKind == CelTypeKind.Null)
            return IsNullable(b);
        if (b.TypeKind == CelTypeKind.Null)
            return IsNullable(a);
        if (a.TypeKind == CelTypeKind.Wrapper || b.TypeKind == CelTypeKind.Wrapper)
            return IsAssignableCore(Unwrap(a), Unwrap(b));
        if (a.TypeKind != b.TypeKind || a.Name != b.Name)
            return false;
        if (a.TypeKind == CelTypeKind.Type)
            return true;
        if (a.Items.Length != b.Items.Length)
            return false;
        for (int i = 0; i < a.Items.Length; i++)
            if (!IsAssignableCore(a.Items[i], b.Items[i]))
                return false;
        return true;
    }

    private static CelType Unwrap(CelType type) => type.TypeKind == CelTypeKind.Wrapper ? type.Items[0] : type;

    private static bool IsNullable(CelType type) =>
        type.TypeKind is CelTypeKind.Null or CelTypeKind.Wrapper or CelTypeKind.Opaque or CelTypeKind.Object or CelTypeKind.Timestamp or CelTypeKind.Duration;

    private (bool Valid, bool Known) Substitute(CelType type, CelType variable)
    {
        if (CelType.Same(type, variable))
            return (true, true);
        if (Find(variable.Name) is { } current)
        {
            if (CelType.Same(type, current))
                return (true, true);
            if (!IsAssignableCore(type, current))
                return (false, true);
            CelType general = MostGeneral(type, current);
            if (!Occurs(variable, general))
                entries.Add((variable.Name, general));
            return (true, true);
        }
        if (Occurs(variable, type))
            return (false, false);
        entries.Add((variable.Name, type));
        return (true, false);
    }

    private CelType? Find(string name)
    {
        for (int i = entries.Count - 1; i >= 0; i--)
            if (entries[i].Name == name)
                return entries[i].Type;
        return null;
    }

    private bool Occurs(CelType variable, CelType type)
    {
        if (!type.IsOpen)
            return false;
        if (type.TypeKind == CelTypeKind.Parameter)
            return type.Name == variable.Name || (Find(type.Name) is { } found && Occurs(variable, found));
        foreach (CelType item in type.Items)
            if (Occurs(variable, item))
                return true;
        return false;
    }

    public static CelType MostGeneral(CelType a, CelType b) => IsEqualOrLessSpecific(a, b) ? a : b;

    private static bool IsEqualOrLessSpecific(CelType a, CelType b)
    {
        if (a.TypeKind is CelTypeKind.Dyn or CelTypeKind.Parameter)
            return true;
        if (b.TypeKind is CelTypeKind.Dyn or CelTypeKind.Parameter)
            return false;
        if (a.TypeKind != b.TypeKind)
            return false;
        if (a.TypeKind == CelTypeKind.Type)
            return true;
        if (a.Name != b.Name || a.Items.Length != b.Items.Length)
            return false;
        for (int i = 0; i < a.Items.Length; i++)
            if (!IsEqualOrLessSpecific(a.Items[i], b.Items[i]))
                return false;
        return true;
    }
}
