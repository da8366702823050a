using ContainerSecurity.SupplyChain.Advisories.Reading;

namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>
/// What is known of flaws, as it is looked up: by ecosystem and package, and by identifier. In memory
/// (<see cref="AdvisoryIndex.Of"/>), from a compiled file (<see cref="Compiled.CompiledAdvisories"/>), or several together.
/// Safe for use from any thread.
/// </summary>
public interface IAdvisoryIndex : IDisposable
{
    /// <summary>What could not be read, so that there may be more flaws than are found.</summary>
    IReadOnlyList<AdvisoryNote> Notes { get; }

    /// <summary>The data that are in it, each with the date of what is newest in them.</summary>
    IReadOnlyList<AdvisoryData> Data { get; }

    /// <summary>Whether it holds a catalogue of flaws that attackers use.</summary>
    bool KnowsExploited { get; }

    /// <summary>Whether it holds advisories for an ecosystem, its release included.</summary>
    /// <param name="ecosystem">The ecosystem, such as <c>Debian:12</c>.</param>
    bool Covers(AdvisoryEcosystem ecosystem);

    /// <summary>What is said of a package; nothing of advisories that were withdrawn.</summary>
    /// <param name="ecosystem">The ecosystem; with a release only what is said for that release.</param>
    /// <param name="name">The name of the package, in any of the ways in which its ecosystem writes it.</param>
    /// <exception cref="Compiled.AdvisoryFileException">The file that holds it is damaged.</exception>
    IReadOnlyList<AdvisoryEntry> Find(AdvisoryEcosystem ecosystem, string name);

    /// <summary>All identifiers under which a flaw is known: its own, its aliases, and those upstream with theirs.</summary>
    /// <param name="id">The identifier, in any case.</param>
    /// <exception cref="Compiled.AdvisoryFileException">The file that holds them is damaged.</exception>
    IReadOnlySet<string> NamesOf(string id);

    /// <summary>What is known of the use of a flaw by attackers; null where it is not in a catalogue.</summary>
    /// <param name="id">The identifier, in any case; aliases are not looked up.</param>
    /// <exception cref="Compiled.AdvisoryFileException">The file that holds it is damaged.</exception>
    KnownExploited? FindExploited(string id);

    /// <summary>How likely a flaw is used; null where nobody says.</summary>
    /// <param name="id">The identifier, in any case; aliases are not looked up.</param>
    /// <exception cref="Compiled.AdvisoryFileException">The file that holds it is damaged.</exception>
    ExploitPrediction? FindPrediction(string id);
}
