namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>Which images have to be built again, in which order and why.</summary>
/// <param name="Steps">What has to be built, by stage and then by name: no image stands before its base.</param>
/// <param name="UpToDate">What need not be built again, by name.</param>
/// <param name="Bases">What each image is built on, by its name, where that is known.</param>
/// <param name="Notes">What is not known, so that there may be more to build; sentences.</param>
public sealed record RebuildPlan(
    IReadOnlyList<RebuildStep> Steps, IReadOnlyList<PlannedImage> UpToDate, IReadOnlyDictionary<string, ImageBase> Bases, IReadOnlyList<string> Notes);
