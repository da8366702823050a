using ContainerSecurity.Hardening;

namespace ContainerSecurity.Kubernetes;

/// <summary>An object after hardening, and what was done to it.</summary>
/// <typeparam name="T">The model.</typeparam>
/// <param name="Object">The hardened object; the one that was given where nothing is changed.</param>
/// <param name="Result">The patch, what was left with the reasons, and the errors of an object that cannot be read.</param>
public sealed record HardenedObject<T>(T Object, HardeningResult Result);
