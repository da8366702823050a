using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Access;

/// <summary>Who is bound.</summary>
public sealed class RbacSubject : ILocated, IEquatable<RbacSubject>
{
    private readonly RbacPlace place;

    /// <summary>Creates a subject.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="namespace">The namespace of a service account; null for that of the binding.</param>
    public RbacSubject(RbacSubjectKind kind, string name, string? @namespace = null)
        : this(default, kind, name ?? throw new ArgumentNullException(nameof(name)), @namespace)
    {
    }

    internal RbacSubject(RbacPlace place, RbacSubjectKind kind, string name, string? @namespace)
    {
        this.place = place;
        Kind = kind;
        Name = name;
        Namespace = kind == RbacSubjectKind.ServiceAccount ? @namespace : null;
    }

    /// <summary>What it is.</summary>
    public RbacSubjectKind Kind { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// The namespace of a service account. In a RoleBinding that writes none it is the binding's; in a ClusterRoleBinding
    /// the subject is then nobody.
    /// </summary>
    public string? Namespace { get; }


    /// <summary>Which parts of the subject are not known.</summary>
    internal RbacSubjectParts Unknown { get; init; }

    /// <summary>Whether the subject is surely somebody: known, of a kind that there is, a service account with its namespace.</summary>
    internal bool IsSomebody => Unknown == 0 && Kind != RbacSubjectKind.Other && (Kind != RbacSubjectKind.ServiceAccount || Namespace is not null);

    /// <inheritdoc/>
    public DocumentLocation? Location => place.ToLocation();

    /// <summary>The name by which requests are made: of a service account its user name.</summary>
    public string UserName => Kind == RbacSubjectKind.ServiceAccount ? ServiceAccount.UserName(Namespace, Name) : Name;

    /// <summary>A user that is this subject, with the groups that go with it.</summary>
    public RbacUser ToUser() => Kind switch
    {
        RbacSubjectKind.Group => RbacUser.MemberOf(Name),
        RbacSubjectKind.ServiceAccount => RbacUser.ServiceAccount(Namespace ?? "", Name),
        _ => RbacUser.Named(Name),
    };

    internal RbacSubject In(string? @namespace) =>
        Kind != RbacSubjectKind.ServiceAccount || Namespace is not null || (Unknown & RbacSubjectParts.Namespace) != 0 ? this :
         new RbacSubject(place, Kind, Name, @namespace) { Unknown = Unknown };

    /// <summary>Whether both are the same user, group or service account; a user of a service account's name is that account.</summary>
    public bool Equals(RbacSubject? other) => other is not null && (Kind == RbacSubjectKind.Group) == (other.Kind == RbacSubjectKind.Group)
        && UserName == other.UserName;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RbacSubject);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(UserName) ^ (Kind == RbacSubjectKind.Group ? 1 : 0);

    /// <summary>Such as <c>ServiceAccount shop/web</c>.</summary>
    public override string ToString() => $"{Kind} {(Namespace is null ? "" : Namespace + "/")}{Name}";
}
