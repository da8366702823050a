using ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;
using ContainerSecurity.SupplyChain.Inventories.Languages.Go;
using ContainerSecurity.SupplyChain.Inventories.Languages.Java;
using ContainerSecurity.SupplyChain.Inventories.Languages.Npm;
using ContainerSecurity.SupplyChain.Inventories.Languages.Php;
using ContainerSecurity.SupplyChain.Inventories.Languages.Python;
using ContainerSecurity.SupplyChain.Inventories.Languages.Ruby;
using ContainerSecurity.SupplyChain.Inventories.Languages.Rust;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>The readers of the packages of languages.</summary>
internal static class LanguageReaders
{
    /// <summary>All of them; no two accept the same file.</summary>
    public static IReadOnlyList<IPackageReader> All { get; } =
    [
        new DepsJsonReader(),
        new PackagesLockReader(),
        new ProjectAssetsReader(),
        new PackagesPropsReader(),
        new ProjectFileReader(),
        new PackagesConfigReader(),
        new PackageLockReader(),
        new YarnLockReader(),
        new PnpmLockReader(),
        new InstalledNpmReader(),
        new RequirementsReader(),
        new PipfileLockReader(),
        new PoetryLockReader(),
        new UvLockReader(),
        new PyLockReader(),
        new InstalledPythonReader(),
        new GoModReader(),
        new CargoLockReader(),
        new ComposerLockReader(),
        new InstalledComposerReader(),
        new GemfileLockReader(),
        new GemSpecificationReader(),
        new PomReader(),
        new JarReader(),
        new ExecutableReader(),
    ];
}
