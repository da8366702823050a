using System.Globalization;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>The users of an image.</summary>
/// <param name="Ids">Their numbers, by name.</param>
internal sealed record UserList(IReadOnlyDictionary<string, long> Ids)
{
    /// <summary>No users.</summary>
    public static IReadOnlyDictionary<string, long> Empty { get; } = new Dictionary<string, long>();

    /// <summary>Reads the file <c>passwd</c>; lines that name no number are passed over.</summary>
    public static UserList Read(string text)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string[] user in text.Split('\n').Select(l => l.Split(':')))
            if (user.Length > 3 && long.TryParse(user[2], NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                ids[user[0]] = id;
        return new UserList(ids);
    }
}
