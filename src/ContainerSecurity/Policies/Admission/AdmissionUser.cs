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

    internal CelValue ToValue() => CelFields.Map(
        ("username", CelValue.From(Name)),
        ("uid", CelValue.From(Uid)),
        ("groups", CelFields.List(Groups)));
}
