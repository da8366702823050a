using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>Who gets a role by a binding and is worth a finding.</summary>
/// <param name="Subjects">The subjects.</param>
internal sealed record Holders(IReadOnlyList<Subject> Subjects)
{
    private const int Shown = 2;

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty => Subjects.Count == 0;

    /// <summary>Finds those who get a role by a binding. Of what Kubernetes itself brings, its own components are left out.</summary>
    public static Holders Of(RoleBinding binding, Role role)
    {
        if (StockAccess.IsForPeople(role))
            return new Holders([]);
        bool isStock = StockAccess.Is(role) || binding.IsStock;
        return new Holders([.. binding.Subjects.Where(s => IsSomebody(s, binding) && !(isStock && StockAccess.IsComponent(s, binding)))]);
    }

    /// <summary>A severity for these holders: two steps up for those without a login, one for everybody with one.</summary>
    public Severity Raise(Severity severity)
    {
        int steps = Subjects.Any(StockAccess.IsAnonymous) ? 2 : Subjects.Any(StockAccess.IsEveryone) ? 1 : 0;
        return (Severity)Math.Min((int)severity + steps, (int)Severity.Critical);
    }

    /// <summary>Names the holders, the first of them where they are many.</summary>
    public override string ToString()
    {
        string first = string.Join(", ", Subjects.Take(Shown).Select(Name));
        return Subjects.Count <= Shown ? first : $"{first} and {Subjects.Count - Shown} more";
    }

    /// <summary>Names a subject.</summary>
    public static string Name(Subject subject) =>
        $"{subject.Kind} '{(subject.Namespace.IsKnown && subject.IsServiceAccount ? subject.Namespace.Value + "/" : "")}{subject.Name}'";

    /// <summary>A service account without a namespace is nobody in a ClusterRoleBinding.</summary>
    private static bool IsSomebody(Subject subject, RoleBinding binding) =>
        !subject.Name.IsMissing && !(subject.IsServiceAccount && binding.IsClusterWide && subject.Namespace.IsMissing);
}
