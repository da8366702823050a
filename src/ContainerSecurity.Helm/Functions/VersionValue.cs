using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Functions;

/// <summary>A version as templates see it.</summary>
internal sealed class VersionValue(SemanticVersion version) : ObjectValue
{
    private static readonly GoType VersionType = new(GoKind.Object, "*semver.Version");

    public SemanticVersion Version => version;

    public override GoType Type => VersionType;

    public override GoFunction? Method(string name) =>
        name switch
        {
            "Major" => Number(name, version.Major),
            "Minor" => Number(name, version.Minor),
            "Patch" => Number(name, version.Patch),
            "Prerelease" => Text(name, version.Prerelease),
            "Metadata" => Text(name, version.Metadata),
            "Original" => Text(name, version.Original),
            "String" => Text(name, version.ToString()),
            "Compare" => new(name, [VersionType], false, GoType.Int, a => GoValue.Of(Math.Sign(version.CompareTo(((VersionValue)a[0]).Version)))),
            "Equal" => new(name, [VersionType], false, GoType.Bool, a => GoValue.Of(version.CompareTo(((VersionValue)a[0]).Version) == 0)),
            "LessThan" => new(name, [VersionType], false, GoType.Bool, a => GoValue.Of(version.CompareTo(((VersionValue)a[0]).Version) < 0)),
            "GreaterThan" => new(name, [VersionType], false, GoType.Bool, a => GoValue.Of(version.CompareTo(((VersionValue)a[0]).Version) > 0)),
            _ => null,
        };

    public override TracedText Print() => TracedText.Of(version.ToString());

    private static GoFunction Number(string name, ulong value) => new(name, [], false, GoType.Uint, _ => new IntegerValue((long)value, GoType.Uint64));

    private static GoFunction Text(string name, string value) => new(name, [], false, GoType.String, _ => GoValue.Of(value));
}
