using System.Diagnostics.CodeAnalysis;
using ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>Which versions are meant, as an ecosystem writes it: <c>^1.2</c> of npm, <c>[1.0,2.0)</c> of NuGet.</summary>
/// <remarks>
/// npm, PyPI, NuGet, Maven, RubyGems and apk have their own grammars; the others take comparisons such as
/// <c>&gt;=1.0, &lt;1.4 || ^2.1</c>, which NuGet and Maven also take where no bracket begins.
/// </remarks>
public sealed class VersionConstraint
{
    /// <summary>How long a constraint is at most.</summary>
    public const int MaxLength = 16 * 1024;

    private readonly VersionTest test;

    private VersionConstraint(PackageEcosystem ecosystem, string text, VersionTest test) =>
        (Ecosystem, Text, this.test) = (ecosystem, text, test);

    /// <summary>The ecosystem whose grammar it is.</summary>
    public PackageEcosystem Ecosystem { get; }

    /// <summary>The constraint as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a constraint, or says why a text is none.</summary>
    /// <param name="ecosystem">The ecosystem.</param>
    /// <param name="text">The text; an empty one means every version.</param>
    /// <param name="constraint">The constraint.</param>
    /// <param name="error">What is wrong, for people; null where nothing is.</param>
    public static bool TryParse(
        PackageEcosystem ecosystem, string text, [NotNullWhen(true)] out VersionConstraint? constraint,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        constraint = null;
        if (text.Length > MaxLength)
        {
            error = $"A constraint of versions has at most {MaxLength} characters, but this one {text.Length}.";
            return false;
        }

        VersionTest? test = ecosystem switch
        {
            PackageEcosystem.Npm => NpmGrammar.Parse(text, out error),
            PackageEcosystem.PyPI => PyPiGrammar.Parse(text, out error),
            PackageEcosystem.NuGet or PackageEcosystem.Maven when IntervalGrammar.Applies(text) =>
                IntervalGrammar.Parse(ecosystem, text, out error),
            _ => ComparisonGrammar.Parse(ecosystem, text, out error),
        };
        if (test is not null)
            constraint = new VersionConstraint(ecosystem, text, test);
        else
            error ??= $"'{text}' is no constraint of versions.";
        return constraint is not null;
    }

    /// <summary>Whether a version is meant.</summary>
    /// <param name="version">The version.</param>
    /// <param name="includePrerelease">Whether prereleases of npm are meant too where the constraint names none.</param>
    public bool IsSatisfiedBy(string version, bool includePrerelease = false)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Length <= VersionOrder.MaxLength && test(version.Trim(), includePrerelease);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
