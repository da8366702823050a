using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>What descriptions of containers say and the engine has no words for.</summary>
/// <param name="IsThrownAway">Whether the container is made for a run of a pipeline and thrown away with it.</param>
/// <param name="PullPassword">The password by which the image is pulled.</param>
/// <param name="Words">In whose words the container is described; null for those of options.</param>
internal readonly record struct ContainerTraits(bool IsThrownAway, Field<string> PullPassword, string? Words = null);
