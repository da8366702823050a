namespace ContainerSecurity.Cel.Checking;

/// <summary>Finds functions of a caller's that a call could mean as well as another one, as cel-go's declarations do.</summary>
internal static class Collisions
{
    /// <summary>Requires that no own overload takes what another of the same name takes.</summary>
    /// <exception cref="ArgumentException">Two overloads collide.</exception>
    public static void Check(IReadOnlyList<CelLibrary> libraries)
    {
        CelOverload[] all = [.. libraries.SelectMany(l => l.Overloads)];
        foreach (CelOverload own in libraries.Where(l => l.IsOwn).SelectMany(l => l.Overloads))
            if (Array.Find(all, o => o != own && Collide(own, o)) is { } other)
                throw new ArgumentException($"The function '{own}' collides with '{other}': a call could mean either; rename it or change its parameters.");
    }

    private static bool Collide(CelOverload a, CelOverload b)
    {
        if (a.Function != b.Function || a.IsMember != b.IsMember || a.Parameters.Length != b.Parameters.Length)
            return false;
        for (int i = 0; i < a.Parameters.Length; i++)
            if (!Overlap(a.Parameters[i], b.Parameters[i]))
                return false;
        return true;
    }

    /// <summary>Whether there is a value of both types. A wrapper holds null and what it wraps; a list of any item is one of each.</summary>
    private static bool Overlap(CelType a, CelType b)
    {
        if (IsAny(a) || IsAny(b))
            return true;
        if (a.TypeKind == CelTypeKind.Wrapper || b.TypeKind == CelTypeKind.Wrapper)
            return (Holds(a) && Holds(b)) || Overlap(Wrapped(a), Wrapped(b));
        if (a.TypeKind != b.TypeKind || a.Name != b.Name || a.Items.Length != b.Items.Length)
            return false;
        for (int i = 0; i < a.Items.Length; i++)
            if (!Overlap(a.Items[i], b.Items[i]))
                return false;
        return true;
    }

    private static bool Holds(CelType type) => type.TypeKind is CelTypeKind.Wrapper or CelTypeKind.Null;

    private static CelType Wrapped(CelType type) => type.TypeKind == CelTypeKind.Wrapper ? type.Items[0] : type;

    private static bool IsAny(CelType type) => type.TypeKind is CelTypeKind.Dyn or CelTypeKind.Parameter;
}
