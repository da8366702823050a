namespace ContainerSecurity.Access.Paths;

/// <summary>Tells Kubernetes' own subjects from strangers.</summary>
internal static class SystemSubjects
{
    private const string Prefix = "system:";

    /// <summary>Whether a subject stands for everybody, for all who have logged in, or for all service accounts.</summary>
    public static bool IsEverybody(RbacSubject subject) =>
        subject.Name is RbacUser.AnonymousName or RbacUser.Unauthenticated or RbacUser.Authenticated or RbacUser.ServiceAccounts
            && subject.Kind != RbacSubjectKind.ServiceAccount;

    /// <summary>Whether a subject is a user or group of Kubernetes' own components.</summary>
    public static bool IsSystem(RbacSubject subject) =>
        subject.Kind is RbacSubjectKind.User or RbacSubjectKind.Group && subject.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && !IsEverybody(subject) && !subject.Name.StartsWith(RbacUser.ServiceAccounts + ":", StringComparison.Ordinal)
        && !RbacUser.TryAccount(subject.Name, out _, out _);

    /// <summary>Whether a subject is one that Kubernetes binds itself: a component, or an account of a controller.</summary>
    public static bool IsKubernetes(RbacSubject subject) => IsSystem(subject) || subject is { Kind: RbacSubjectKind.ServiceAccount, Namespace: "kube-system" };
}
