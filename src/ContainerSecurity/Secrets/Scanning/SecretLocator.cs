using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Finds a secret around a place where its pattern's shape matched.</summary>
/// <param name="text">The text.</param>
/// <param name="start">The index of the match; then of the secret.</param>
/// <param name="end">The index behind the match; then behind the secret.</param>
/// <param name="walk">Counts what is looked at.</param>
/// <returns>Whether there is a secret.</returns>
internal delegate bool SecretLocator(string text, ref int start, ref int end, ref TextWalk walk);
