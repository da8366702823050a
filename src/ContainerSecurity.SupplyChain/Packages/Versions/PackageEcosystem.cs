namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The ecosystems of packages, each with names and an order of versions of its own.</summary>
public enum PackageEcosystem
{
    /// <summary>Packages of dpkg: Debian, Ubuntu and what is made from them.</summary>
    Debian,

    /// <summary>Packages of apk: Alpine, Wolfi, Chainguard.</summary>
    Alpine,

    /// <summary>Packages of rpm: Red Hat, Alma, Rocky, Oracle, Amazon, SUSE, Photon, Azure Linux.</summary>
    Rpm,

    /// <summary>Maven, of Java.</summary>
    Maven,

    /// <summary>NuGet, of .NET.</summary>
    NuGet,

    /// <summary>PyPI, of Python.</summary>
    PyPI,

    /// <summary>Semantic versions of no ecosystem in particular.</summary>
    SemVer,

    /// <summary>npm, of JavaScript.</summary>
    Npm,

    /// <summary>RubyGems, of Ruby.</summary>
    RubyGems,

    /// <summary>Modules of Go.</summary>
    Go,

    /// <summary>Packagist, of PHP.</summary>
    Packagist,

    /// <summary>Pub, of Dart.</summary>
    Pub,

    /// <summary>CRAN, of R.</summary>
    Cran,

    /// <summary>Hackage, of Haskell.</summary>
    Hackage,

    /// <summary>crates.io, of Rust.</summary>
    Cargo,

    /// <summary>Hex, of Erlang and Elixir.</summary>
    Hex,

    /// <summary>Packages of Swift, named by their addresses.</summary>
    Swift,

    /// <summary>CocoaPods, of Objective-C and Swift.</summary>
    CocoaPods,

    /// <summary>Conan, of C and C++.</summary>
    Conan,

    /// <summary>Actions of GitHub.</summary>
    GitHubActions,
}
