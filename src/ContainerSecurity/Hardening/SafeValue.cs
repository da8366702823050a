namespace ContainerSecurity.Hardening;

/// <summary>A value that is bad under a rule, and the one that takes its place.</summary>
/// <param name="Bad">The bad value as text.</param>
/// <param name="Safe">The safe value as text.</param>
/// <param name="IsText">Whether both are texts rather than booleans.</param>
public sealed record SafeValue(string Bad, string Safe, bool IsText);
