using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Who makes a request: <c>request.userInfo</c>.</summary>
/// <param name="Name">The user name, such as <c>system:serviceaccount:shop:deployer</c>.</param>
public sealed record AdmissionUser(string Name)
{
    /// <summary>The user's groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The user's identifier; empty for none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else is known of the user, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Reads <c>userInfo</c> of a request; null where it names no user.</summary>
    internal static AdmissionUser? Read(CelValue info) => info.FindText("username") is not { } name ? null : new AdmissionUser(name)
    {
        Groups = info.Find("groups").Texts(),
        Uid = info.FindText("uid") ?? "",
        Extra = info.Find("extra").Entries().ToDictionary(e => e.Key.ToString(), IReadOnlyList<string> (e) => e.Value.Texts()),
    };

    /// <summary>What is empty is not there, as in the API server's own request.</summary>
    internal CelValue ToValue()
    {
        List<(string, CelValue)> fields = [("username", CelValue.From(Name))];
        if (Uid.Length > 0)
            fields.Add(("uid", CelValue.From(Uid)));
        if (Groups.Count > 0)
            fields.Add(("groups", CelFields.List(Groups)));
        if (Extra.Count > 0)
            fields.Add(("extra", CelFields.Map([.. Extra.Select(e => (e.Key, CelFields.List(e.Value)))])));
        return CelFields.Map([.. fields]);
    }
}
