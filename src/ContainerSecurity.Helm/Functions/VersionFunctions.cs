using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of versions.</summary>
internal static class VersionFunctions
{
    public static IReadOnlyList<GoFunction> All { get; } =
    [
        new("semver", [GoType.String], false, GoType.Interface, a => new VersionValue(Read(a[0].AsString()))),
        new("semverCompare", [GoType.String, GoType.String], false, GoType.Bool, a => GoValue.Of(Constraint(a[0].AsString()).Allows(Read(a[1].AsString())))),
    ];

    private static SemanticVersion Read(string text) => SemanticVersion.Parse(text) ?? throw new GoFunctionException("invalid semantic version");

    private static VersionConstraint Constraint(string text) =>
        VersionConstraint.Parse(text) ?? throw new GoFunctionException($"improper constraint: {text}");
}
