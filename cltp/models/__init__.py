from cltp.models.certificate import CertificateRule, CourseSet, ProgrammeCertificate
from cltp.models.course import Course, Outcome

__all__ = ["CertificateRule", "Course", "CourseSet", "Outcome", "ProgrammeCertificate"]
