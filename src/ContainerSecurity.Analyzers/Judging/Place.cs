using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>Where a finding is told.</summary>
/// <param name="Location">The place in the code.</param>
/// <param name="IsSuggestion">Whether it is told as a suggestion, however severe it is.</param>
internal readonly record struct Place(Location Location, bool IsSuggestion)
{
    /// <summary>Whether the finding is about something missing, so that the place is the object that lacks it.</summary>
    public bool IsAbsence { get; init; }

    /// <summary>Whether the place is a constant of several containers, so that the message names none of them.</summary>
    public bool IsShared { get; init; }
}
