using System.Security.Cryptography;
using System.Text;

namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>Names generated roles after their users, so that no two users share one.</summary>
internal sealed class RoleNames
{
    private const string Prefix = "csec:";
    private const int MaxLength = 200;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Returns the subject that a user name stands for.</summary>
    public static RbacSubject SubjectOf(string user) => RbacUser.TryAccount(user, out string space, out string account)
        ? new RbacSubject(RbacSubjectKind.ServiceAccount, account, space)
        : new RbacSubject(RbacSubjectKind.User, user);

    /// <summary>Returns a name that may be part of a path, as names of roles must.</summary>
    public string Of(string user)
    {
        var name = new StringBuilder(Prefix);
        foreach (char c in user)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '.' or '_' or '@' ? c : '-');
        string text = name.ToString(0, Math.Min(name.Length, MaxLength));
        if (text != Prefix + user || !taken.Add(text))
            taken.Add(text += $"-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user)).AsSpan(0, 6))}");
        return text;
    }
}
